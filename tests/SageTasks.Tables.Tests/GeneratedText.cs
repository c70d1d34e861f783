using System.Text;

namespace SageTasks.Tables.Tests;

/// <summary>A stream whose text is made as it is read, so that a large table takes no memory of its own.</summary>
internal sealed class GeneratedText(string head, Func<long, string> line, long lines) : Stream
{
    private byte[] _current = Encoding.UTF8.GetBytes(head);
    private int _position;
    private long _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length && (_position < _current.Length || Advance()))
        {
            var part = Math.Min(buffer.Length - written, _current.Length - _position);
            _current.AsSpan(_position, part).CopyTo(buffer[written..]);
            _position += part;
            written += part;
        }

        return written;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Advance()
    {
        if (_next == lines)
        {
            return false;
        }

        _current = Encoding.UTF8.GetBytes(line(_next++));
        _position = 0;
        return true;
    }
}
