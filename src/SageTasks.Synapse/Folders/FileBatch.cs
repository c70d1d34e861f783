using System.Collections.Concurrent;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Moves many files, a few at a time. One that fails does not stop the others, unless they would fail for the same
/// reason.</summary>
internal static class FileBatch
{
    public static async Task<IReadOnlyList<TOut>> RunAsync<TIn, TOut>(
        IAsyncEnumerable<TIn> items,
        int concurrency,
        Func<TIn, (string Path, SynapseId Id)> name,
        Func<TIn, CancellationToken, Task<TOut>> move,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(concurrency, 32);
        var (done, failed, first) = (new ConcurrentQueue<TOut>(), new ConcurrentQueue<FailedFile>(), default(Exception));
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, token) =>
        {
            try
            {
                done.Enqueue(await move(item, token).ConfigureAwait(false));
            }
            catch (Exception e) when (!ConcernsAll(e))
            {
                var (path, id) = name(item);
                failed.Enqueue(new FailedFile { Path = path, Id = id, Reason = e.Message });
                Interlocked.CompareExchange(ref first, e, null);
            }
        }).ConfigureAwait(false);
        return failed.IsEmpty ? [.. done] : throw new FolderTransferException([.. failed.OrderBy(failure => failure.Path, StringComparer.Ordinal)], done.Count, first);
    }

    // A full disk, a token that is not valid and a cancelled call would fail every other file too, and slowly.
    private static bool ConcernsAll(Exception e) =>
        e is OperationCanceledException or DiskFullException or AccessDeniedException { Error.Status: 401 };
}
