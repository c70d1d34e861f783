namespace SageTasks.Storage;

/// <summary>How far a part is: filled, written and hashed for the journal.</summary>
internal sealed class FetchState(PartTask part, byte[] buffer, PartChecksum start)
{
    private int _written;
    private bool _ended;

    public PartTask Part => part;

    public byte[] Buffer => buffer;

    public int Filled { get; private set; }

    public PartChecksum Checksum { get; private set; } = start;

    public long Position => part.Offset + Filled;

    public long? End => part.IsOpenEnded ? null : part.Offset + part.Length;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, Filled);

    public int Unwritten => Filled - _written;

    public bool IsComplete => _ended || Filled == part.Length;

    public Memory<byte> Free(int most) => buffer.AsMemory(Filled, Math.Min(most, part.Length - Filled));

    /// <summary>Counts bytes that were read; none means that the object has ended.</summary>
    public void Take(int count)
    {
        Filled += count;
        _ended |= count == 0;
    }

    public (long Offset, ReadOnlyMemory<byte> Bytes) TakeUnwritten()
    {
        var bytes = buffer.AsMemory(_written, Unwritten);
        var offset = part.Offset + _written;
        Checksum = Checksum.Append(bytes.Span);
        _written = Filled;
        return (offset, bytes);
    }
}
