using Quartz;

namespace QuartzCluster.Cluster;

/// <summary>What the cluster's tables say at one moment.</summary>
internal sealed record ClusterState
{
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<ClusterNode> Nodes { get; init; }

    public required IReadOnlyList<TriggerHeader> Triggers { get; init; }

    public required IReadOnlyList<FireInstance> Firings { get; init; }

    /// <summary>What was executed, the newest first.</summary>
    public required IReadOnlyList<ExecutionHistoryEntry> Executions { get; init; }

    public required IReadOnlyList<WorkState> Works { get; init; }

    /// <summary>Whether nothing is left but what a clock will begin.</summary>
    public bool IsIdle => Firings.Count == 0 && Triggers.All(trigger => trigger.Key.Group == "cron");
}
