namespace SageTasks.Testing;

/// <summary>An object's bytes as they were when a reader came.</summary>
internal sealed class HeldBytes(ByteFiles files, IReadOnlyList<StoredBytes> runs) : IDisposable
{
    private int _released;

    /// <summary>Hands on a stretch of the whole.</summary>
    public async Task CopyAsync(long first, long length, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        var end = first + length;
        long start = 0;
        foreach (var run in runs)
        {
            var (from, to) = (Math.Max(first, start), Math.Min(end, start + run.Length));
            if (from < to)
            {
                await files.CopyAsync(run, from - start, to - from, write).ConfigureAwait(false);
            }

            start += run.Length;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            files.Release(runs);
        }
    }
}
