using System.Buffers;

namespace SageTasks.Storage;

/// <summary>
/// Reads an object from any position, keeping a body open as long as it leads there. After a broken body the next read asks for the
/// remainder, of the same version.
/// </summary>
internal sealed class BodyCursor(IRangedSource source, ReadPolicy policy, TransferOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int SkipBlock = 128 * 1024;
    private ObjectBody? _body;
    private StallWatch? _watch;
    private long _position;

    /// <summary>Bytes that came from the source, those that had to be skipped included.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Takes a body that is open already.</summary>
    public void Adopt(ObjectBody body, CancellationToken cancellationToken)
    {
        _body = body;
        _position = body.Offset;
        _watch = new StallWatch(options.StallTimeout, time, cancellationToken);
    }

    /// <summary>Reads some bytes at an offset; 0 at the end of the body.</summary>
    /// <param name="offset">Where in the object.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="end">The end of the part; null where the object's size is not known.</param>
    /// <param name="cancellationToken">The same for every call.</param>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, long? end, CancellationToken cancellationToken)
    {
        if (_body is null || _position > offset)
        {
            await OpenAsync(offset, end, cancellationToken).ConfigureAwait(false);
        }

        if (_position < offset)
        {
            await SkipAsync(offset, cancellationToken).ConfigureAwait(false);
        }

        return await ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets go of the body, because it broke off or is used up.</summary>
    public async ValueTask CloseAsync()
    {
        _watch?.Dispose();
        _watch = null;
        if (_body is { } body)
        {
            _body = null;
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task OpenAsync(long offset, long? end, CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        if (!policy.CanJoin && offset > 0)
        {
            throw new RestartException("the body broke off, and the source names no version by which the rest could be recognised") { Discard = true };
        }

        var range = policy.SingleStream ? ByteRange.From(offset) : new ByteRange(offset, end - offset);
        var body = await source.OpenAsync(range, policy.Pin, cancellationToken).ConfigureAwait(false);
        Adopt(body, cancellationToken);
        if (body.Offset > offset)
        {
            throw new TransferException($"{source.Name} was asked for the bytes from {offset} on and sent those from {body.Offset} on.");
        }

        if (!body.IsRange && !policy.SingleStream && offset > 0)
        {
            throw new RestartException("the source stopped to answer ranges") { SingleStream = true };
        }
    }

    private async Task SkipAsync(long offset, CancellationToken cancellationToken)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(SkipBlock);
        while (_position < offset)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wanted = scratch.AsMemory(0, (int)Math.Min(SkipBlock, offset - _position));
            if (await ReadAsync(wanted, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new EndOfStreamException($"{source.Name} ended at byte {_position}, before byte {offset}.");
            }
        }

        ArrayPool<byte>.Shared.Return(scratch);
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var stream = _body!.Stream;
        var piece = source.Rate is { } limit ? buffer[..Math.Min(buffer.Length, limit.Piece)] : buffer;
        var count = await _watch!.RunAsync(token => stream.ReadAsync(piece, token)).ConfigureAwait(false);
        _position += count;
        BytesRead += count;
        if (source.Rate is { } rate && count > 0)
        {
            await rate.PassAsync(count, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }
}
