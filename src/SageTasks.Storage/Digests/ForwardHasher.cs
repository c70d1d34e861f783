namespace SageTasks.Storage;

/// <summary>Hashes a stream of bytes whose beginning may come again after a failure: each byte counts once.</summary>
internal sealed class ForwardHasher(DigestComputer computer)
{
    private long _hashed;

    /// <summary>Takes bytes at an offset that is not beyond what was hashed.</summary>
    public void Append(long offset, ReadOnlySpan<byte> bytes)
    {
        var known = (int)Math.Min(bytes.Length, _hashed - offset);
        computer.Append(bytes[known..]);
        _hashed += bytes.Length - known;
    }
}
