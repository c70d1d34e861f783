using System.Buffers;

namespace SageTasks.Storage;

/// <summary>
/// The parts that an earlier attempt left and that are still what its journal says. Everything is read once to see that; since the state
/// of an MD5 cannot be stored, the parts from the beginning up to the first gap are hashed again in the same pass.
/// </summary>
internal sealed class ResumedParts
{
    private readonly bool[] _done;

    private ResumedParts(PartGrid grid, bool[] done)
    {
        Grid = grid;
        _done = done;
    }

    public static ResumedParts None { get; } = new(default, []);

    public PartGrid Grid { get; }

    /// <summary>Parts from the beginning that are there and hashed.</summary>
    public int HashedPrefix { get; private set; }

    public long Bytes { get; private set; }

    public bool Contains(int part) => part < _done.Length && _done[part];

    /// <summary>Parts that lie elsewhere and were found to be whole; none of them is hashed.</summary>
    public static ResumedParts Of(PartGrid grid, IReadOnlyCollection<int> done)
    {
        var flags = new bool[grid.Count];
        foreach (var part in done)
        {
            flags[part] = true;
        }

        return new ResumedParts(grid, flags) { Bytes = done.Sum(part => (long)grid.LengthOf(part)) };
    }

    public static async Task<ResumedParts> VerifyAsync(
        TransferJournal journal, PartialFile partial, DigestComputer computer, PartChecksums checksums, TransferMeter meter, CancellationToken cancellationToken)
    {
        var grid = journal.Header.Grid;
        var entries = journal.ReadEntries();
        var parts = new ResumedParts(grid, new bool[grid.Count]);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(grid.PartSize, grid.Size));
        for (var part = 0; part < entries.Length; part++)
        {
            if (entries[part] is not { } entry)
            {
                continue;
            }

            var bytes = buffer.AsMemory(0, grid.LengthOf(part));
            var count = await ReadAsync(partial, grid.OffsetOf(part), bytes, cancellationToken).ConfigureAwait(false);
            var checksum = checksums.Start.Append(bytes.Span[..count]);
            if (count < bytes.Length || checksum.Crc32 != entry.Crc32)
            {
                continue;
            }

            checksums.Add(part, checksum, count);
            parts.Take(part, bytes.Span, computer);
            meter.Resume(count);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return parts;
    }

    private void Take(int part, ReadOnlySpan<byte> bytes, DigestComputer computer)
    {
        _done[part] = true;
        Bytes += bytes.Length;
        if (part == HashedPrefix)
        {
            computer.Append(bytes);
            HashedPrefix++;
        }
    }

    private static async Task<int> ReadAsync(PartialFile partial, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var count = await RandomAccess.ReadAsync(partial.Handle, buffer[filled..], offset + filled, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return filled;
    }
}
