using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>WES's words for where a run stands, in the guard's.</summary>
internal static class RunStates
{
    public static RunState Read(WesState? state) => state?.Value?.ToUpperInvariant() switch
    {
        "QUEUED" => RunState.Queued,
        "INITIALIZING" => RunState.Initializing,
        "RUNNING" => RunState.Running,
        "PAUSED" => RunState.Paused,
        "COMPLETE" => RunState.Succeeded,
        "EXECUTOR_ERROR" => RunState.Failed,
        "SYSTEM_ERROR" => RunState.SystemFailed,
        "CANCELED" or "CANCELLED" => RunState.Canceled,
        "CANCELING" or "CANCELLING" => RunState.Canceling,
        "PREEMPTED" => RunState.Preempted,
        _ => RunState.Unknown,
    };

    /// <summary>The run is gone, although sapporo still lists it.</summary>
    public static bool IsDeleted(WesState? state) => state == WesState.Deleted || state == WesState.Deleting;
}
