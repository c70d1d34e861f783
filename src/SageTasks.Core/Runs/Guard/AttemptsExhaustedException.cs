namespace SageTasks.Runs;

/// <summary>The work has failed as often as the policy allows. Nothing was started.</summary>
public class AttemptsExhaustedException : SubmissionException
{
    /// <summary>Creates the exception from the last failed run and the end of its log.</summary>
    public AttemptsExhaustedException(SubmissionKey key, RunSnapshot run, int attempts, IReadOnlyList<string> logTail)
        : base(key, Describe(key, run, attempts, logTail))
    {
        Run = run;
        LogTail = logTail;
    }

    /// <summary>The last failed run.</summary>
    public RunSnapshot Run { get; }

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyList<string> LogTail { get; }

    private static string Describe(SubmissionKey key, RunSnapshot run, int attempts, IReadOnlyList<string> logTail)
    {
        var setting = run.State == RunState.Failed ? nameof(SubmissionPolicy.MaxAttempts) : nameof(SubmissionPolicy.MaxSystemAttempts);
        var text = $"The work {key} has failed {attempts} time(s); the last run is {run.Id} ({run.Name}), {run.RawState ?? run.State.ToString()}"
            + (run.Message is null ? "." : $": {run.Message}.")
            + $" Mend the cause, then raise {nameof(SubmissionPolicy)}.{setting} or force a new run.";
        return logTail.Count == 0 ? text : $"{text}\nThe end of its log:\n  {string.Join("\n  ", logTail)}";
    }
}
