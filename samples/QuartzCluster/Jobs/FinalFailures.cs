using Quartz;
using QuartzCluster.Orders;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Tower;

namespace QuartzCluster.Jobs;

/// <summary>Tells Quartz which failures to try again: those of which it is known that another try is in vain end the work with a line in the
/// history; all others are thrown on, for the retry policy. Whatever a job says after it was cancelled is a cancellation, so that another node repeats it.</summary>
internal sealed class FinalFailures : IJobExecutionMiddleware
{
    private static readonly TimeSpan UntilCancelled = TimeSpan.FromSeconds(5);

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
        catch (SchedulerException) when (context.Scheduler.Status is SchedulerStatus.ShuttingDown && !cancellationToken.IsCancellationRequested)
        {
            // A node that shuts down refuses the next step of a work a moment before it cancels its jobs, and hands over only what it has cancelled.
            await Task.Delay(UntilCancelled, cancellationToken);
            throw;
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested && failure is not OperationCanceledException)
        {
            throw new OperationCanceledException(failure.Message, failure, cancellationToken);
        }
    }
}
