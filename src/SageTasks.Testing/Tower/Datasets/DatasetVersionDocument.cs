namespace SageTasks.Testing;

/// <summary>A version of a dataset, as it is kept.</summary>
internal sealed record DatasetVersionDocument
{
    public required int Version { get; init; }

    public required string FileName { get; init; }

    public required string MediaType { get; init; }

    public required bool HasHeader { get; init; }

    public required long Size { get; init; }

    public string? Sha256 { get; init; }

    public bool Disabled { get; init; }

    /// <summary>Where a linked version's bytes are; null for an uploaded one.</summary>
    public string? LinkedUrl { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public required DateTimeOffset DateCreated { get; init; }
}
