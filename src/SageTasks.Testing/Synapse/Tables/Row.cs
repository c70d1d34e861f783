namespace SageTasks.Testing.Synapse;

/// <summary>One row of a result or of an append.</summary>
internal sealed record Row
{
    public long? RowId { get; init; }

    public long? VersionNumber { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<string?>? Values { get; init; }
}
