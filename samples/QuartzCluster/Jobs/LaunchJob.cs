using Quartz;
using QuartzCluster.Orders;
using SageTasks.Runs;
using SageTasks.Samples;

namespace QuartzCluster.Jobs;

/// <summary>Launches through the guard. A node that dies here leaves an intent in the ledger; the one that repeats the job finds the run, or that there is none.</summary>
[RetryPolicy(6, "00:00:05", 2.0, MaxDelay = "00:05:00")]
internal sealed class LaunchJob(SubmissionGuard guard, TowerPlatform tower, Settings settings) : IJob<LaunchOrder>
{
    public async ValueTask Execute(IJobExecutionContext context, LaunchOrder order, CancellationToken cancellationToken = default)
    {
        var made = await guard.SubmitAsync(tower.Runs, order.Plan, cancellationToken: cancellationToken);
        var watch = new RunOrder(order.Work, order.Sample, order.Reads, made.RunId);
        await context.Scheduler.NextAsync<WatchJob, RunOrder>(order.Work, watch, settings.Look, cancellationToken);
        context.Result = Steps.Report($"{made.Outcome} {made.RunName}", order.Work, made.RunId, made.Outcome);
    }
}
