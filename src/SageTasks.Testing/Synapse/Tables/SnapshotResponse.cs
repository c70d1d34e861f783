namespace SageTasks.Testing.Synapse;

/// <summary>The version that a snapshot became.</summary>
internal sealed record SnapshotResponse
{
    public required long SnapshotVersionNumber { get; init; }
}
