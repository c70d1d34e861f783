namespace SageTasks.Testing.Synapse;

/// <summary>A row at a version.</summary>
internal sealed record RowReference
{
    public required long RowId { get; init; }

    public long? VersionNumber { get; init; }
}
