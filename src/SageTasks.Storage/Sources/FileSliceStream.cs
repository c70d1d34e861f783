namespace SageTasks.Storage;

/// <summary>A stretch of a local file as a stream, which fails if the file was changed before its last byte was read.</summary>
internal sealed class FileSliceStream(FileSlice slice) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => slice.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, slice.Length - _position);
        await slice.FillAsync(buffer[..wanted], _position, cancellationToken).ConfigureAwait(false);
        _position += wanted;
        if (_position == slice.Length)
        {
            slice.Stamp.EnsureUnchanged();
        }

        return wanted;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

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
            slice.File.Dispose();
        }

        base.Dispose(disposing);
    }
}
