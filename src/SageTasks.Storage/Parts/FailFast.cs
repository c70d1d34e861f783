using System.Runtime.ExceptionServices;

namespace SageTasks.Storage;

/// <summary>Runs tasks together: the first failure cancels the others, all are awaited, and it is that failure which is thrown.</summary>
internal static class FailFast
{
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> works, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? first = null;
        var tasks = works.Select(GuardAsync).ToArray();
        await Task.WhenAll(tasks).ConfigureAwait(false);
        if (first is OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        async Task GuardAsync(Func<CancellationToken, Task> work)
        {
            try
            {
                await work(stop.Token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref first, e, null);
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
