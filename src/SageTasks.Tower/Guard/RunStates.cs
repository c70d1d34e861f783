using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Tower's words for where a run stands, in the guard's.</summary>
internal static class RunStates
{
    public static RunState Read(WorkflowStatus? status) => status?.Value?.ToUpperInvariant() switch
    {
        "SUBMITTED" => RunState.Queued,
        "RUNNING" => RunState.Running,
        "SUCCEEDED" => RunState.Succeeded,
        "FAILED" => RunState.Failed,
        // Stopped is stopped: who aborted a run is not told, and starting it again could go against a person's will.
        "CANCELLED" or "CANCELED" or "ABORTED" => RunState.Canceled,
        _ => RunState.Unknown,
    };
}
