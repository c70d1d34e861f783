namespace SageTasks.Testing;

/// <summary>What the journal keeps of a dataset (<c>dataset.created</c>, <c>dataset.version</c>, <c>dataset.deleted</c>).</summary>
internal sealed record DatasetCommit
{
    public long? WorkspaceId { get; init; }

    public required string Name { get; init; }

    public int? Version { get; init; }

    public string? FileName { get; init; }

    public string? Sha256 { get; init; }
}
