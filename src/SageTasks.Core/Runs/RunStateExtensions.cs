namespace SageTasks.Runs;

/// <summary>What a <see cref="RunState"/> means for whoever waits for the run.</summary>
public static class RunStateExtensions
{
    extension(RunState state)
    {
        /// <summary>The run has ended and will never change its state again.</summary>
        public bool IsTerminal => state is RunState.Succeeded or RunState.Failed or RunState.SystemFailed
            or RunState.Canceled or RunState.Preempted;

        /// <summary>The run holds, waits for, or is about to release resources. A draft is not active: it costs nothing.</summary>
        public bool IsActive => state is RunState.Queued or RunState.Initializing or RunState.Running
            or RunState.Paused or RunState.Canceling;
    }
}
