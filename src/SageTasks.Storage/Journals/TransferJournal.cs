using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>
/// The record of a transfer: a header that says of what, then the checksums of each part that is there, and zeros for the others.
/// An entry is written after its part's bytes are. One that a crash tore, or whose bytes never reached the disk, does not fit them:
/// whoever resumes compares, so nothing has to be forced to the disk part by part. An entry with CRC-64/NVME, which nobody can compare
/// with a part, ends in a checksum of its own.
/// </summary>
internal sealed class TransferJournal
{
    private const int PrefixSize = 16;
    private const int ShortEntry = sizeof(uint);
    private const int LongEntry = sizeof(uint) + sizeof(ulong) + sizeof(uint);

    // Whoever reads short entries only takes a record of long ones for nothing.
    private static ReadOnlySpan<byte> OfShortEntries => "SGTPART2"u8;
    private static ReadOnlySpan<byte> OfLongEntries => "SGTPART3"u8;

    private readonly SafeFileHandle _file;
    private readonly long _entries;

    private TransferJournal(SafeFileHandle file, JournalHeader header, int headerLength, bool keepsCrc64)
    {
        _file = file;
        Header = header;
        KeepsCrc64 = keepsCrc64;
        _entries = PrefixSize + headerLength;
    }

    public JournalHeader Header { get; }

    /// <summary>Whether the CRC-64/NVME of each part is kept beside its CRC32C.</summary>
    public bool KeepsCrc64 { get; }

    private int EntrySize => KeepsCrc64 ? LongEntry : ShortEntry;

    private long End => _entries + ((long)Header.PartCount * EntrySize);

    public static TransferJournal Create(SafeFileHandle file, JournalHeader header, bool keepsCrc64 = false)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, StorageJson.Default.JournalHeader);
        var bytes = new byte[PrefixSize + json.Length];
        var crc = Crc32C.Compute(json);
        (keepsCrc64 ? OfLongEntries : OfShortEntries).CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), crc);
        json.CopyTo(bytes, PrefixSize);
        RandomAccess.SetLength(file, 0);
        RandomAccess.Write(file, bytes, 0);
        return new TransferJournal(file, header, json.Length, keepsCrc64);
    }

    /// <summary>Reads what an earlier process left; null where that is nothing, damaged, or of another version of this library.</summary>
    public static TransferJournal? Open(SafeFileHandle file)
    {
        Span<byte> prefix = stackalloc byte[PrefixSize];
        if (RandomAccess.Read(file, prefix, 0) < PrefixSize || !(prefix.StartsWith(OfShortEntries) || prefix.StartsWith(OfLongEntries)))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix[8..]);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(prefix[12..]);
        if (length <= 0 || length > RandomAccess.GetLength(file) - PrefixSize)
        {
            return null;
        }

        var json = new byte[length];
        if (RandomAccess.Read(file, json, PrefixSize) < length || Crc32C.Compute(json) != crc)
        {
            return null;
        }

        var header = Read(json, StorageJson.Default.JournalHeader);
        return header is { Size: > 0, PartSize: > 0 } ? new TransferJournal(file, header, length, prefix.StartsWith(OfLongEntries)) : null;
    }

    /// <summary>The checksums of each part that is recorded as done; null for the others (and for one in four billion parts, whose is 0).</summary>
    public PartChecksum?[] ReadEntries()
    {
        var entries = new PartChecksum?[Header.PartCount];
        var bytes = new byte[entries.Length * EntrySize];
        var count = RandomAccess.Read(_file, bytes, _entries);
        for (var part = 0; part < count / EntrySize; part++)
        {
            entries[part] = ReadEntry(bytes.AsSpan(part * EntrySize, EntrySize));
        }

        return entries;
    }

    public void MarkDone(int part, PartChecksum checksum)
    {
        Span<byte> entry = stackalloc byte[EntrySize];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, checksum.Crc32);
        if (KeepsCrc64)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(entry[sizeof(uint)..], checksum.Crc64.GetValueOrDefault());
            BinaryPrimitives.WriteUInt32LittleEndian(entry[^sizeof(uint)..], Crc32C.Compute(entry[..^sizeof(uint)]));
        }

        RandomAccess.Write(_file, entry, _entries + ((long)part * EntrySize));
    }

    /// <summary>Records all parts of an upload before it is completed: whoever finds them completes it once more.</summary>
    public void MarkCompleting(CompletedParts parts)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(parts, StorageJson.Default.CompletedParts);
        var bytes = new byte[2 * sizeof(int) + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(int)), Crc32C.Compute(json));
        json.CopyTo(bytes, 2 * sizeof(int));
        RandomAccess.Write(_file, bytes, End);
    }

    /// <summary>What <see cref="MarkCompleting"/> recorded; null where that is nothing or torn.</summary>
    public CompletedParts? ReadCompleting()
    {
        Span<byte> prefix = stackalloc byte[2 * sizeof(int)];
        if (RandomAccess.Read(_file, prefix, End) < prefix.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length <= 0 || length > RandomAccess.GetLength(_file) - End - prefix.Length)
        {
            return null;
        }

        var json = new byte[length];
        return RandomAccess.Read(_file, json, End + prefix.Length) == length && Crc32C.Compute(json) == BinaryPrimitives.ReadUInt32LittleEndian(prefix[sizeof(int)..])
            ? Read(json, StorageJson.Default.CompletedParts)
            : null;
    }

    private PartChecksum? ReadEntry(ReadOnlySpan<byte> entry)
    {
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(entry);
        if (crc == 0)
        {
            return null;
        }

        if (!KeepsCrc64)
        {
            return new PartChecksum(crc);
        }

        return Crc32C.Compute(entry[..^sizeof(uint)]) == BinaryPrimitives.ReadUInt32LittleEndian(entry[^sizeof(uint)..])
            ? new PartChecksum(crc, BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(uint)..]))
            : null;
    }

    private static T? Read<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            // Whole, by its checksum, and not readable here: a later version wrote it.
            return null;
        }
    }
}
