namespace SageTasks.Tower;

/// <summary>How the tasks of a run ended.</summary>
public sealed record WorkflowStats
{
    /// <summary>Tasks that succeeded.</summary>
    public int? SucceedCount { get; init; }

    /// <summary>Tasks that failed.</summary>
    public int? FailedCount { get; init; }

    /// <summary>Tasks whose failure was ignored.</summary>
    public int? IgnoredCount { get; init; }

    /// <summary>Tasks taken from an earlier run.</summary>
    public int? CachedCount { get; init; }

    /// <summary>Time in tasks that succeeded, in milliseconds.</summary>
    public long? SucceedDuration { get; init; }

    /// <summary>Time in tasks that failed, in milliseconds.</summary>
    public long? FailedDuration { get; init; }

    /// <summary>Time in tasks taken from an earlier run, in milliseconds.</summary>
    public long? CachedDuration { get; init; }

    /// <summary>The CPU time, for people to read.</summary>
    public string? ComputeTimeFmt { get; init; }
}
