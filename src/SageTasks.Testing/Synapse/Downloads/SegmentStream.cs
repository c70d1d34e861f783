namespace SageTasks.Testing.Synapse;

/// <summary>Reads stretches of files one after the other.</summary>
internal sealed class SegmentStream(IReadOnlyList<Segment> segments, Func<string, string> pathOf) : Stream
{
    private int _at = -1;
    private long _left;
    private FileStream? _file;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => segments.Sum(s => s.Length);

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_left == 0)
        {
            if (++_at >= segments.Count)
            {
                return 0;
            }

            _file?.Dispose();
            _file = new FileStream(pathOf(segments[_at].File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _file.Seek(segments[_at].Offset, SeekOrigin.Begin);
            _left = segments[_at].Length;
        }

        var read = _file!.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        base.Dispose(disposing);
    }
}
