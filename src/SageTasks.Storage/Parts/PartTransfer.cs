using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Moves the missing parts of an object from a source into a sink: several at a time, in bounded memory, hashed in order on the way.</summary>
internal sealed class PartTransfer(IRangedSource source, IPartSink sink, DigestComputer computer, TransferOptions options, TimeProvider time, ILogger logger)
{
    // More buffers than workers: the next part is already coming in while finished ones wait for their turn to be hashed.
    private const int SpareBuffers = 2;
    private long _moved;

    /// <summary>Reads again the bytes of a part that an earlier attempt left, to hash them; null where there are none.</summary>
    public ReadBack? ReadBack { get; init; }

    /// <summary>The memory that several transfers share; null where this one is alone.</summary>
    public ByteBudget? Budget { get; init; }

    /// <summary>The checksum of no bytes, of the kinds that the sink wants of each part.</summary>
    public PartChecksum Checksum { get; init; }

    /// <summary>Runs until every part is in the sink; returns the number of bytes that came from the source.</summary>
    /// <param name="version">The version that is read.</param>
    /// <param name="partSize">The number of bytes of every part but the last.</param>
    /// <param name="policy">How the source may be asked.</param>
    /// <param name="first">A body that is open already; null for none.</param>
    /// <param name="resumed">The parts that are in the sink already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<long> RunAsync(
        ObjectVersion version, int partSize, ReadPolicy policy, ObjectBody? first, ResumedParts resumed, CancellationToken cancellationToken)
    {
        var queue = version.Size is { } size ? new PartQueue(new PartGrid(size, partSize), resumed) : new PartQueue(partSize);
        var parts = version.Size is { } total ? new PartGrid(total, partSize).Count : int.MaxValue;
        var workers = policy.SingleStream ? 1 : Math.Clamp(parts, 1, options.Concurrency);
        using var pool = new BufferPool((int)Math.Min(partSize, version.Size ?? partSize), workers + SpareBuffers, Budget);
        var hasher = new OrderedHasher(computer, pool, resumed, ReadBack);
        var fetcher = new PartFetcher(source, sink, hasher, Checksum, options, time, logger);

        await FailFast.RunAsync(
        [
            hasher.RunAsync,
            async token =>
            {
                await FailFast.RunAsync(Enumerable.Range(0, workers).Select(i => WorkerOf(i == 0 ? first : null)), token).ConfigureAwait(false);
                hasher.Complete();
            },
        ], cancellationToken).ConfigureAwait(false);
        pool.Release();
        return _moved;

        Func<CancellationToken, Task> WorkerOf(ObjectBody? body) => token => WorkAsync(queue, pool, fetcher, policy, body, token);
    }

    private async Task WorkAsync(
        PartQueue queue, BufferPool pool, PartFetcher fetcher, ReadPolicy policy, ObjectBody? body, CancellationToken cancellationToken)
    {
        var cursor = new BodyCursor(source, policy, options, time);
        await using (cursor.ConfigureAwait(false))
        {
            if (body is not null)
            {
                cursor.Adopt(body, cancellationToken);
            }

            // A buffer before a part: the earliest missing part always has one, so that the hasher can always go on.
            for (var buffer = await RentAsync().ConfigureAwait(false); ; buffer = await RentAsync().ConfigureAwait(false))
            {
                if (queue.Take() is not { } part)
                {
                    pool.Return(buffer);
                    break;
                }

                if (await fetcher.FetchAsync(part, buffer, cursor, cancellationToken).ConfigureAwait(false) < part.Length)
                {
                    queue.End();
                }

                if (!policy.SingleStream)
                {
                    await cursor.CloseAsync().ConfigureAwait(false);
                }
            }

            Interlocked.Add(ref _moved, cursor.BytesRead);
        }

        ValueTask<byte[]> RentAsync() => pool.RentAsync(cancellationToken);
    }
}
