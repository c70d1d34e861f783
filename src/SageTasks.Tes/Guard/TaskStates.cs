using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>TES's words for where a task stands, in the guard's.</summary>
internal static class TaskStates
{
    public static RunState Read(TesState? state) => state?.Value?.ToUpperInvariant() switch
    {
        "QUEUED" => RunState.Queued,
        "INITIALIZING" => RunState.Initializing,
        "RUNNING" => RunState.Running,
        "PAUSED" => RunState.Paused,
        "COMPLETE" => RunState.Succeeded,
        "EXECUTOR_ERROR" => RunState.Failed,
        "SYSTEM_ERROR" => RunState.SystemFailed,
        "CANCELING" or "CANCELLING" => RunState.Canceling,
        "CANCELED" or "CANCELLED" => RunState.Canceled,
        "PREEMPTED" => RunState.Preempted,
        _ => RunState.Unknown,
    };
}
