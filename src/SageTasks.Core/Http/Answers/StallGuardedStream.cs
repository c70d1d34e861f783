using System.Globalization;

namespace SageTasks.Http;

/// <summary>A body that fails when nothing arrives for too long, so that a silent server can't hold a transfer for ever.</summary>
internal sealed class StallGuardedStream(Stream inner, TimeSpan limit, TimeProvider time) : Stream
{
    private CancellationTokenSource _timer = new(Timeout.InfiniteTimeSpan, time);

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
        _timer.CancelAfter(limit);
        try
        {
            await using var link = cancellationToken.UnsafeRegister(static timer => ((CancellationTokenSource)timer!).Cancel(), _timer).ConfigureAwait(false);
            return await inner.ReadAsync(buffer, _timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped)
        {
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException("Reading was cancelled.", stopped, cancellationToken)
                : new IOException(string.Create(CultureInfo.InvariantCulture, $"The server sent nothing for {limit.TotalSeconds:0.#} s."), stopped);
        }
        finally
        {
            Rearm();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Rearm()
    {
        if (!_timer.TryReset())
        {
            _timer.Dispose();
            _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }
    }
}
