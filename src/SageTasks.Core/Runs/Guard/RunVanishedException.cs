namespace SageTasks.Runs;

/// <summary>The ledger knows a run of this work that the platform does not show any more: deleted, or older than its visible history;
/// or there is no run of the id that was to be adopted. Nothing was started.</summary>
public class RunVanishedException : SubmissionException
{
    /// <summary>Creates the exception from the run's id.</summary>
    public RunVanishedException(SubmissionKey key, string runId)
        : base(key, $"Run {runId} of the work {key} was recorded, but the platform does not show it any more. Nothing was started. "
            + "If its results are gone too, force a new run.") => RunId = runId;

    internal RunVanishedException(SubmissionKey key, string message, string runId)
        : base(key, message) => RunId = runId;

    /// <summary>The run that the platform does not show.</summary>
    public string RunId { get; }
}
