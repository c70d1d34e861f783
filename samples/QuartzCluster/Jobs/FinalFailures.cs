using Quartz;
using QuartzCluster.Orders;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Tower;

namespace QuartzCluster.Jobs;

/// <summary>Tells Quartz which failures to try again: those of which it is known that another try is in vain end the work with a line in the
/// history; all others are thrown on, for the retry policy, or for another node where this one stops.</summary>
internal sealed class FinalFailures : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        try
        {
            await next(context, cancellationToken);
        }
        catch (Exception failure) when (failure is ApiException or SubmissionException or RunFailedException or LaunchRefusedException or InvalidDataException && !Failures.MayPass(failure))
        {
            var report = JobRunReport.Failed($"{failure.GetType().Name}: {failure.Message}");
            context.Result = context.GetInput<WorkName>()?.Work is { } work ? report.With(Steps.Work, work) : report;
        }
        catch (SchedulerException stopped) when (cancellationToken.IsCancellationRequested)
        {
            // A node that stops takes no next step of a work any more: the job is handed back, like one that was cancelled, and another node repeats it.
            throw new OperationCanceledException(stopped.Message, stopped, cancellationToken);
        }
    }
}
