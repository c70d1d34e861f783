using System.Globalization;

namespace SageTasks.Http;

/// <summary>A body that fails when nothing arrives for too long, so that a silent server can't hold a transfer for ever.</summary>
internal sealed class StallGuardedStream : Stream
{
    private readonly Stream _inner;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;

    public StallGuardedStream(Stream inner, TimeSpan limit, TimeProvider time)
    {
        _inner = inner;
        _limit = limit;
        _timer = time.CreateTimer(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        try
        {
            await using var link = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop).ConfigureAwait(false);
            return await _inner.ReadAsync(buffer, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped)
        {
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException("Reading was cancelled.", stopped, cancellationToken)
                : new IOException(string.Create(CultureInfo.InvariantCulture, $"The server sent nothing for {_limit.TotalSeconds:0.###} s."), stopped);
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

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
            _timer.Dispose();
            _inner.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }
}
