namespace SageTasks.Storage.Tests;

/// <summary>Gives some bytes in small reads, and fails after a number of them as a cut connection does.</summary>
internal sealed class BreakingStream(ReadOnlyMemory<byte> content, int breakAfter) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (_position >= breakAfter)
        {
            throw new IOException("the connection was cut");
        }

        var count = Math.Min(Math.Min(buffer.Length, 50_000), Math.Min(content.Length, breakAfter) - _position);
        content.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
