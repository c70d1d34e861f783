namespace SageTasks.Synapse;

/// <summary>What a new version of a table is called.</summary>
public sealed record SnapshotRequest
{
    /// <summary>A remark.</summary>
    public string? SnapshotComment { get; init; }

    /// <summary>The label.</summary>
    public string? SnapshotLabel { get; init; }

    /// <summary>The activity that made it.</summary>
    public string? SnapshotActivityId { get; init; }
}
