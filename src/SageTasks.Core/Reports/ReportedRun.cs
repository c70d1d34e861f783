using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>A run in a report: as its platform showed it last, and the submissions that came to it.</summary>
public sealed record ReportedRun
{
    /// <summary>The server and workspace or project that the run is on, in the words of its key's form.</summary>
    public required string Service { get; init; }

    /// <summary>The run as it was seen last.</summary>
    public required RunSnapshot Run { get; init; }

    /// <summary>What it runs, such as a pipeline with its revision, an app or a workflow; null where that is not known.</summary>
    public string? Work { get; init; }

    /// <summary>When it began to work, after it had waited; null where the platform does not say.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What the platform says that it cost; null where it says nothing.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>What the guard answered when submissions came to this run, with its evidence; the answer that started it first. A folder of evidence
    /// keeps one answer for each attempt and outcome, however often the work was submitted.</summary>
    public IReadOnlyList<Submission> Submissions { get; init => field = value ?? []; } = [];

    /// <summary>The end of the log of a run that failed; empty otherwise.</summary>
    public IReadOnlyList<string> LogTail { get; init => field = value ?? []; } = [];
}
