using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>Tables of runs and submissions.</summary>
public static class RunTables
{
    /// <summary>Submissions as a table: outcome, run, state, attempt, key and the run's page.</summary>
    public static DisplayTable ToTable(this IEnumerable<Submission> submissions) => DisplayTable.Of(
        "Submissions",
        submissions,
        [
            ("Outcome", submission => submission.Outcome.ToString()),
            ("Run", submission => submission.RunName ?? submission.RunId),
            ("State", submission => submission.State.ToString()),
            ("Attempt", submission => ReportText.Count(submission.Attempt)),
            ("Key", submission => submission.Key.ToString()),
            ("Page", submission => submission.Link?.ToString()),
        ]);

    /// <summary>What became of many plans as a table; a submission that failed shows why.</summary>
    public static DisplayTable ToTable<TRequest>(this IEnumerable<SubmissionResult<TRequest>> results) => DisplayTable.Of(
        "Submissions",
        results,
        [
            ("Plan", result => ReportText.Count(result.Index)),
            ("Outcome", result => result.Submission?.Outcome.ToString() ?? "no run"),
            ("Run", result => result.Submission is { } submission ? submission.RunName ?? submission.RunId : result.Error),
            ("State", result => result.Submission?.State.ToString()),
            ("Attempt", result => result.Submission is { } submission ? ReportText.Count(submission.Attempt) : null),
            ("Page", result => result.Submission?.Link?.ToString()),
        ]);

    /// <summary>Runs as a table: name, state, times (UTC), message and page.</summary>
    public static DisplayTable ToTable(this IEnumerable<RunSnapshot> runs) => DisplayTable.Of(
        "Runs",
        runs,
        [
            ("Run", run => run.Name ?? run.Id),
            ("State", run => run.State.ToString()),
            ("Created", run => run.CreatedAt is { } created ? ReportText.Time(created) : null),
            ("Duration", run => run.CompletedAt - run.CreatedAt is { } time ? ReportText.Span(time) : null),
            ("Message", run => run.Message),
            ("Page", run => run.Link?.ToString()),
        ]);
}
