namespace SageTasks.Runs;

/// <summary>The work was cancelled before, by a person as far as the guard can tell. Nothing was started.</summary>
public class RunCanceledException : SubmissionException
{
    /// <summary>Creates the exception from the cancelled run.</summary>
    public RunCanceledException(SubmissionKey key, RunSnapshot run)
        : base(key, $"Run {run.Id} ({run.Name}) of the work {key} was cancelled, so nothing was started. If it shall run after all, set "
            + $"{nameof(SubmissionPolicy)}.{nameof(SubmissionPolicy.OnCanceled)} to {nameof(CanceledPolicy.Resubmit)} or force a new run.") => Run = run;

    /// <summary>The cancelled run.</summary>
    public RunSnapshot Run { get; }
}
