namespace SageTasks.Storage;

/// <summary>The MD5 of every part of a stream of bytes that is cut into parts of one size.</summary>
internal sealed class PartMd5(long partSize) : IDisposable
{
    private readonly DigestComputer _part = new([DigestAlgorithm.Md5]);
    private readonly List<Digest> _done = [];
    private long _filled;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var piece = bytes[..(int)Math.Min(bytes.Length, partSize - _filled)];
            _part.Append(piece);
            _filled += piece.Length;
            bytes = bytes[piece.Length..];
            if (_filled == partSize)
            {
                Close();
            }
        }
    }

    public IReadOnlyList<Digest> Finish()
    {
        if (_filled > 0)
        {
            Close();
        }

        return _done;
    }

    public void Dispose() => _part.Dispose();

    private void Close()
    {
        _done.AddRange(_part.Finish());
        _filled = 0;
    }
}
