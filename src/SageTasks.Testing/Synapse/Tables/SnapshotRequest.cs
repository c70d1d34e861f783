namespace SageTasks.Testing.Synapse;

/// <summary>How a snapshot is to be labelled.</summary>
internal sealed record SnapshotRequest
{
    public string? SnapshotComment { get; init; }

    public string? SnapshotLabel { get; init; }

    public string? SnapshotActivityId { get; init; }
}
