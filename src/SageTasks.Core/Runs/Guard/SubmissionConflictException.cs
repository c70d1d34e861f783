namespace SageTasks.Runs;

/// <summary>A run carries the key of this work, and its stored request is another one; or a run that was to be adopted does other work, or work that another
/// run does. Nothing was started and nothing is reused.</summary>
public class SubmissionConflictException : SubmissionException
{
    /// <summary>Creates the exception from the evidence.</summary>
    public SubmissionConflictException(SubmissionKey key, RunSnapshot run, IReadOnlyList<RequestDifference> differences)
        : base(key, $"Run {run.Id} ({run.Name}) carries the key {key} of this work, but its request differs: {string.Join("; ", differences)}. "
            + "Nothing was started. Delete or rename that run, or give this work a scope of its own.")
    {
        RunId = run.Id;
        Differences = differences;
    }

    internal SubmissionConflictException(SubmissionKey key, string message, string runId, IReadOnlyList<RequestDifference> differences)
        : base(key, message) => (RunId, Differences) = (runId, differences);

    /// <summary>The run that carries the key, or does the work.</summary>
    public string RunId { get; }

    /// <summary>Where its request differs from the one asked for.</summary>
    public IReadOnlyList<RequestDifference> Differences { get; }
}
