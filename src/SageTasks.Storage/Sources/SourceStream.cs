namespace SageTasks.Storage;

/// <summary>A stretch of a source as a stream, read once from its beginning to its end. After a broken body it asks for the remainder.</summary>
internal sealed class SourceStream : Stream
{
    private readonly IRangedSource _source;
    private readonly ByteRange _range;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<ReadOnlySpan<byte>>? _onRead;
    private readonly CancellationToken _stop;
    private readonly BodyCursor _cursor;
    private long _position;
    private int _failures;

    /// <param name="source">The object.</param>
    /// <param name="range">The stretch, of known length.</param>
    /// <param name="policy">The version, and how it may be asked for.</param>
    /// <param name="options">Attempts and waits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onRead">Sees all bytes in order.</param>
    /// <param name="stop">Ends a read, whatever token the reader gives.</param>
    public SourceStream(
        IRangedSource source, ByteRange range, ReadPolicy policy, TransferOptions options, TimeProvider time, Action<ReadOnlySpan<byte>>? onRead, CancellationToken stop)
    {
        (_source, _range, _options, _time, _onRead, _stop) = (source, range, options, time, onRead, stop);
        _cursor = new BodyCursor(source, policy, options, time);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _range.Length!.Value;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Bytes that came from the source, those that had to be skipped included.</summary>
    public long BytesRead => _cursor.BytesRead;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, Length - _position)];
        if (wanted.Length == 0)
        {
            return 0;
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var count = await _cursor.ReadAsync(_range.Offset + _position, wanted, _range.Offset + Length, _stop).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new EndOfStreamException($"{_source.Name} ended at byte {_range.Offset + _position}, before its part did.");
                }

                _failures = 0;
                _position += count;
                _onRead?.Invoke(wanted.Span[..count]);
                return count;
            }
            catch (Exception e) when (BrokenBody.Is(e, _stop) && ++_failures < _options.MaxAttempts)
            {
                TransferTelemetry.BrokeOff();
                await _cursor.CloseAsync().ConfigureAwait(false);
                await Backoff.WaitAsync(_failures, _options, _time, _stop).ConfigureAwait(false);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), _stop).AsTask().GetAwaiter().GetResult();

    public override async ValueTask DisposeAsync()
    {
        await _cursor.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cursor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
}
