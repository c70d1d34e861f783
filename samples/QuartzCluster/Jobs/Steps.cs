using Quartz;
using SageTasks.Runs;

namespace QuartzCluster.Jobs;

/// <summary>How one job hands on to the next, and what all of them report.</summary>
internal static class Steps
{
    public const string Work = "work";
    public const string Run = "run";
    public const string Outcome = "outcome";

    public static JobKey KeyOf<TJob>()
        where TJob : IJob => new(typeof(TJob).Name.Replace("Job", "", StringComparison.Ordinal).ToLowerInvariant());

    /// <summary>Schedules the next step of a work. A step that is scheduled twice, because the job before it was repeated, is there once.</summary>
    public static ValueTask<ScheduleTriggerResult> NextAsync<TJob, TOrder>(
        this IScheduler scheduler, string work, TOrder order, TimeSpan delay = default, CancellationToken cancellationToken = default)
        where TJob : IJob<TOrder>
        where TOrder : class =>
        scheduler.ScheduleTrigger(
            TriggerBuilder.Create<TJob>()
                .ForJob(KeyOf<TJob>())
                .WithIdentity(work, KeyOf<TJob>().Name)
                .UsingInput(order)
                .StartAt(scheduler.TimeProvider.GetUtcNow() + delay)
                .Build(),
            TriggerConflict.Keep,
            cancellationToken);

    /// <summary>What the history of the cluster keeps of a step.</summary>
    public static JobRunReport Report(string summary, string work, string? run = null, SubmissionOutcome? outcome = null)
    {
        var report = JobRunReport.Succeeded(summary).With(Work, work);
        report = run is null ? report : report.With(Run, run);
        return outcome is null ? report : report.With(Outcome, outcome.Value.ToString());
    }
}
