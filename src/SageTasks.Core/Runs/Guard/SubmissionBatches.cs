using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SageTasks.Runs;

/// <summary>Submits plans batch by batch, each batch with one shared look-up.</summary>
internal sealed class SubmissionBatches<TRequest>(
    IRunPlatform<TRequest> platform,
    SubmissionPolicy policy,
    SubmitAllOptions options,
    GuardContext context,
    Func<IRunPlatform<TRequest>, PreparedPlan<TRequest>, SubmissionPolicy, IRunLookups, CancellationToken, Task<Submission>> submit)
{
    public async IAsyncEnumerable<SubmissionResult<TRequest>> RunAsync(
        IAsyncEnumerable<RunPlan<TRequest>> plans, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var index = 0;
        var failed = false;
        await foreach (var batch in plans.Chunk(options.BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var result in RunBatchAsync(batch, index, cancellationToken).ConfigureAwait(false))
            {
                failed |= result.Exception is not null;
                yield return result;
            }

            if (failed && options.StopOnError)
            {
                yield break;
            }

            index += batch.Length;
        }
    }

    private async IAsyncEnumerable<SubmissionResult<TRequest>> RunBatchAsync(
        RunPlan<TRequest>[] batch, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var results = Channel.CreateUnbounded<SubmissionResult<TRequest>>();
        var prepared = await PrepareAsync(batch, first, results.Writer, cancellationToken).ConfigureAwait(false);
        var settleTime = policy.SettleTime ?? platform.Capabilities.SettleTime;
        var keys = prepared.Values.SelectMany(plan => plan.Keys).Distinct().ToList();
        using var lookups = new SharedLookups<TRequest>(platform, keys, settleTime / 2, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.WhenAll(prepared.Select(plan => SubmitAsync(plan.Value, first + plan.Key, lookups, results.Writer, stop.Token)));
        var done = running.ContinueWith(
            _ => results.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            // The caller may stop reading: nothing of this batch may go on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await done.ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<SortedDictionary<int, PreparedPlan<TRequest>>> PrepareAsync(
        RunPlan<TRequest>[] batch, int first, ChannelWriter<SubmissionResult<TRequest>> results, CancellationToken cancellationToken)
    {
        var prepared = new SortedDictionary<int, PreparedPlan<TRequest>>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.PrepareConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, batch.Length, parallel, async (index, token) =>
        {
            try
            {
                var plan = await PreparedPlan<TRequest>.CreateAsync(platform, batch[index], context.Forms, token).ConfigureAwait(false);
                lock (prepared)
                {
                    prepared.Add(index, plan);
                }
            }
            catch (Exception failure) when (!token.IsCancellationRequested)
            {
                await results.WriteAsync(Failed(first + index, batch[index], failure), CancellationToken.None).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return prepared;
    }

    private async Task SubmitAsync(
        PreparedPlan<TRequest> plan, int index, IRunLookups lookups, ChannelWriter<SubmissionResult<TRequest>> results, CancellationToken cancellationToken)
    {
        SubmissionResult<TRequest> result;
        try
        {
            var submission = await submit(platform, plan, policy, lookups, cancellationToken).ConfigureAwait(false);
            result = new SubmissionResult<TRequest> { Index = index, Plan = plan.Plan, Submission = submission };
        }
        catch (Exception failure)
        {
            result = Failed(index, plan.Plan, failure);
        }

        await results.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
    }

    private static SubmissionResult<TRequest> Failed(int index, RunPlan<TRequest> plan, Exception failure) =>
        new() { Index = index, Plan = plan, Error = failure.Message, Exception = failure };
}
