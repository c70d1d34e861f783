using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Brings one part into its buffer and into the sink, asking for the remainder as often as the body breaks off.</summary>
internal sealed class PartFetcher(
    IRangedSource source, IPartSink sink, OrderedHasher hasher, PartChecksum start, TransferOptions options, TimeProvider time, ILogger logger)
{
    // Written while still in the processor's cache, and large enough that the calls don't count.
    private const int WriteSize = 1024 * 1024;
    // A source that gives a trickle per request makes no progress.
    private const int Progress = 64 * 1024;

    /// <summary>Fetches a part; returns its length, which is shorter than asked only at the end of an object of unknown size.</summary>
    public async Task<int> FetchAsync(PartTask part, byte[] buffer, BodyCursor cursor, CancellationToken cancellationToken)
    {
        var state = new FetchState(part, buffer, start);
        var failures = 0;
        while (!state.IsComplete)
        {
            var before = state.Filled;
            try
            {
                await ReadBodyAsync(state, cursor, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (BrokenBody.Is(e, cancellationToken))
            {
                failures = state.Filled - before >= Progress ? 1 : failures + 1;
                if (failures >= options.MaxAttempts)
                {
                    throw GiveUp(state, failures, e);
                }

                TransferTelemetry.BrokeOff();
                TransferLog.BodyBroken(logger, e, source.Name, part.Offset + state.Filled, failures);
                await cursor.CloseAsync().ConfigureAwait(false);
                await Backoff.WaitAsync(failures, options, time, cancellationToken).ConfigureAwait(false);
            }
        }

        await WriteAsync(state, cancellationToken).ConfigureAwait(false);
        await sink.CloseAsync(part, state.Bytes, state.Checksum, cancellationToken).ConfigureAwait(false);
        hasher.Post(part.Number, buffer, state.Filled, isLast: true);
        return state.Filled;
    }

    private async Task ReadBodyAsync(FetchState state, BodyCursor cursor, CancellationToken cancellationToken)
    {
        while (!state.IsComplete)
        {
            var count = await cursor.ReadAsync(state.Position, state.Free(WriteSize), state.End, cancellationToken).ConfigureAwait(false);
            if (count == 0 && !state.Part.IsOpenEnded)
            {
                throw new EndOfStreamException($"{source.Name} ended at byte {state.Position}, before its part did.");
            }

            state.Take(count);
            if (state.Unwritten >= WriteSize)
            {
                await WriteAsync(state, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask WriteAsync(FetchState state, CancellationToken cancellationToken)
    {
        var (offset, bytes) = state.TakeUnwritten();
        if (bytes.Length > 0)
        {
            await sink.WriteAsync(offset, bytes, cancellationToken).ConfigureAwait(false);
        }

        hasher.Post(state.Part.Number, state.Buffer, state.Filled, isLast: false);
    }

    private TransferException GiveUp(FetchState state, int failures, Exception cause) => new(
        $"{source.Name}: the transfer broke off {failures} times in a row at byte {state.Position}: {cause.Message} "
        + (sink.IsJournaled ? "Call again to go on from there." : "Call again to start anew."), cause);
}
