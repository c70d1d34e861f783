namespace SageTasks.Runs;

/// <summary>The platform does not know any more how a run of this work stands. Nothing was started, since it may still be running.</summary>
public class RunStateUnknownException : SubmissionException
{
    /// <summary>Creates the exception from the run.</summary>
    public RunStateUnknownException(SubmissionKey key, RunSnapshot run)
        : base(key, $"Run {run.Id} ({run.Name}) of the work {key} is in state '{run.RawState ?? "(none)"}', so it may or may not be running. "
            + "Look at it, cancel it if it is dead, then submit again or force a new run.") => Run = run;

    /// <summary>The run in doubt.</summary>
    public RunSnapshot Run { get; }
}
