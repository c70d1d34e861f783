using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>What is counted and added up over a report.</summary>
internal sealed class ReportFigures
{
    public ReportFigures(RunReport report)
    {
        States = [.. report.Runs.GroupBy(run => StateSign.Of(run.Run.State)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Word, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))];
        Outcomes = [.. report.Runs.SelectMany(run => run.Submissions).GroupBy(submission => submission.Outcome).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))];
        CanceledTwins = report.Runs.SelectMany(run => run.Submissions.SelectMany(submission => submission.Evidence.CanceledTwins).Select(twin => (run.Service, twin))).Distinct().Count();
        Costs = [.. report.Runs.Select(run => run.Cost).OfType<RunCost>().GroupBy(cost => (cost.Currency, cost.IsEstimate)).OrderBy(group => group.Key.Currency, StringComparer.Ordinal).ThenBy(group => group.Key.IsEstimate)
            .Select(group => (new RunCost { Amount = group.Sum(cost => cost.Amount), Currency = group.Key.Currency, IsEstimate = group.Key.IsEstimate }, group.Count()))];
        var times = report.Runs.Select(run => Duration(run, report.WrittenAt)).OfType<TimeSpan>().ToList();
        RunTime = times.Count == 0 ? null : TimeSpan.FromTicks(times.Sum(time => time.Ticks));
    }

    public IReadOnlyList<(StateSign State, int Count)> States { get; }

    public IReadOnlyList<(SubmissionOutcome Outcome, int Count)> Outcomes { get; }

    public int CanceledTwins { get; }

    public IReadOnlyList<(RunCost Cost, int Runs)> Costs { get; }

    /// <summary>The time of all runs added up; null where none tells its times.</summary>
    public TimeSpan? RunTime { get; }

    /// <summary>From the creation of a run to its end, or to now where it goes on; null where that can't be told.</summary>
    public static TimeSpan? Duration(ReportedRun run, DateTimeOffset now) => (run.Run.CompletedAt ?? (run.Run.State.IsActive ? now : null)) - run.Run.CreatedAt;

    /// <summary>Why a person should look at a run, an empty text where its state says it all; no reason where nothing calls for it.</summary>
    public static IReadOnlyList<string> Attention(ReportedRun run)
    {
        var reasons = new List<string>();
        if (run.Run.State is RunState.Failed or RunState.SystemFailed or RunState.Preempted or RunState.Canceled or RunState.Unknown)
        {
            reasons.Add(run.Run.Message ?? "");
        }

        reasons.AddRange(run.Submissions.SelectMany(submission => submission.Evidence.Warnings).Distinct(StringComparer.Ordinal));
        if (run.Submissions.SelectMany(submission => submission.Evidence.CanceledTwins).Distinct(StringComparer.Ordinal).Count() is > 0 and var twins)
        {
            reasons.Add($"{ReportText.Count(twins, "twin")} cancelled");
        }

        return reasons;
    }
}
