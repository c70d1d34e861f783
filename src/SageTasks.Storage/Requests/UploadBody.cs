namespace SageTasks.Storage;

/// <summary>
/// The bytes of one request, which a cloud library rewinds to sign them and to send them again: another stream of the content is opened
/// then. A failure to read them is kept, since the library would report a broken connection in its place.
/// </summary>
internal sealed class UploadBody(ObjectContent content, Patience patience) : Stream
{
    private Stream? _stream;
    private long _streamPosition;
    private long _position;

    /// <summary>Why the bytes could not be read; null where they could.</summary>
    public Exception? Failure { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, Length - _position);
        if (wanted <= 0)
        {
            return 0;
        }

        patience.Renew();
        try
        {
            var stream = await StreamAsync(cancellationToken).ConfigureAwait(false);
            var count = await stream.ReadAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw new TransferException($"{Length} bytes were announced, but only {_position} came.");
            }

            _position += count;
            _streamPosition = _position;
            return count;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure = e;
            patience.End();
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Some libraries hash the bytes for the signature, and do not wait while they read.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), patience.Token).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + (origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => Length });

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<Stream> StreamAsync(CancellationToken cancellationToken)
    {
        if (_stream is not null && _streamPosition == _position)
        {
            return _stream;
        }

        if (_position != 0)
        {
            throw new NotSupportedException("The bytes of a request are sent from the first one on.");
        }

        await CloseAsync().ConfigureAwait(false);
        return _stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CloseAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = null;
        }
    }
}
