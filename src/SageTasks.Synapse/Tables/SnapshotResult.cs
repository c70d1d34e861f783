namespace SageTasks.Synapse;

/// <summary>The new version of a table.</summary>
public sealed record SnapshotResult
{
    /// <summary>The version.</summary>
    public required long SnapshotVersionNumber { get; init; }
}
