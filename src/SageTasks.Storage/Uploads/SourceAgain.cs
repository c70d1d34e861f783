namespace SageTasks.Storage;

/// <summary>A source, read again to hash what an earlier attempt has sent of it: one request for each part.</summary>
internal sealed class SourceAgain(CopyJob job, ObjectUpload upload, ReadPolicy policy, TransferOptions options, TimeProvider time) : IAsyncDisposable
{
    private SourceStream? _stream;
    private long _position;
    private long _read;

    /// <summary>Bytes that came through the network for this.</summary>
    public long BytesMoved => job.Source.Location.IsLocal ? 0 : _read + (_stream?.BytesRead ?? 0);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        if (_stream is null || _position != offset || offset % upload.PartSize == 0)
        {
            await DisposeAsync().ConfigureAwait(false);
            var range = new ByteRange(offset, Math.Min(upload.Size - offset, upload.PartSize - (offset % upload.PartSize)));
            _stream = new SourceStream(job.Ranged, range, policy, options, time, null, cancellationToken);
        }

        var count = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _position = offset + count;
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is { } stream)
        {
            _stream = null;
            _read += stream.BytesRead;
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
