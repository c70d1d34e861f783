namespace SageTasks.Runs;

/// <summary>A run that was waited for has ended without success.</summary>
public class RunFailedException : Exception
{
    /// <summary>Creates the exception from the run and the end of its log.</summary>
    public RunFailedException(RunSnapshot run, IReadOnlyList<string> logTail)
        : base(Describe(run, logTail))
    {
        Run = run;
        LogTail = logTail;
    }

    /// <summary>The run as it ended.</summary>
    public RunSnapshot Run { get; }

    /// <summary>The last lines that it wrote.</summary>
    public IReadOnlyList<string> LogTail { get; }

    private static string Describe(RunSnapshot run, IReadOnlyList<string> logTail)
    {
        var text = $"Run {run.Id}{(string.IsNullOrEmpty(run.Name) ? "" : $" ({run.Name})")} ended as {run.RawState ?? run.State.ToString()}" + (run.Message is null ? "." : $": {run.Message}");
        return logTail.Count == 0 ? text : $"{text}\nThe end of its log:\n  {string.Join("\n  ", logTail)}";
    }
}
