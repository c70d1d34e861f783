using Quartz;
using QuartzCluster.Orders;
using SageTasks.Runs;
using SageTasks.Samples;

namespace QuartzCluster.Jobs;

/// <summary>Looks at a run once. While it goes on the job orders itself for later: between two looks there is a row in a table and no thread.</summary>
[RetryPolicy(6, "00:00:05", 2.0, MaxDelay = "00:05:00")]
internal sealed class WatchJob(TowerPlatform tower, Settings settings) : IJob<RunOrder>
{
    public async ValueTask Execute(IJobExecutionContext context, RunOrder order, CancellationToken cancellationToken = default)
    {
        // Once may be a mistake, so that it is asked again; a run that stays away is not watched for ever.
        var run = await tower.Runs.GetAsync(order.RunId, cancellationToken) ?? throw new InvalidOperationException($"Tower does not show the run {order.RunId}.");
        if (run.State == RunState.Succeeded)
        {
            await context.Scheduler.NextAsync<LoadJob, RunOrder>(order.Work, order, cancellationToken: cancellationToken);
            context.Result = Steps.Report("Succeeded", order.Work, order.RunId);
        }
        else if (run.State.IsTerminal)
        {
            throw new RunFailedException(run, []);
        }
        else
        {
            await context.Scheduler.NextAsync<WatchJob, RunOrder>(order.Work, order, settings.Look, cancellationToken);
            context.Result = JobRunReport.Skipped(run.State.ToString()).With(Steps.Work, order.Work).With(Steps.Run, order.RunId);
        }
    }
}
