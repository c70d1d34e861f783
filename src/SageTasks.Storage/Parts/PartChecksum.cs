using System.Runtime.InteropServices;

namespace SageTasks.Storage;

/// <summary>The checksums of a part, from which those of the whole are put together without reading anything twice.</summary>
/// <param name="Crc32">CRC32C.</param>
/// <param name="Crc64">CRC-64/NVME; null where it is not computed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartChecksum(uint Crc32, ulong? Crc64 = null)
{
    public IReadOnlyList<Digest> Digests
    {
        get
        {
            var crc32 = Digest.FromBytes(DigestAlgorithm.Crc32C, Crc32C.ToBytes(Crc32));
            return Crc64 is { } crc64 ? [crc32, Digest.FromBytes(DigestAlgorithm.Crc64Nvme, Crc64Nvme.ToBytes(crc64))] : [crc32];
        }
    }

    /// <summary>The checksum of no bytes, of the kinds that are wanted; CRC32C always, as journals need it.</summary>
    public static PartChecksum Start(IReadOnlyList<DigestAlgorithm> wanted) => new(0, wanted.Contains(DigestAlgorithm.Crc64Nvme) ? 0ul : null);

    /// <summary>Whether this is computed here, so that no pass over all bytes in order is needed for it.</summary>
    public bool Covers(DigestAlgorithm algorithm) =>
        algorithm == DigestAlgorithm.Crc32C || (algorithm == DigestAlgorithm.Crc64Nvme && Crc64 is not null);

    /// <summary>The checksum of the bytes so far, followed by these.</summary>
    public PartChecksum Append(ReadOnlySpan<byte> bytes) =>
        new(Crc32C.Append(Crc32, bytes), Crc64 is { } crc64 ? Crc64Nvme.Append(crc64, bytes) : null);

    /// <summary>The checksum of two pieces one after the other.</summary>
    public PartChecksum Then(PartChecksum second, long secondLength) => new(
        Crc32C.Combine(Crc32, second.Crc32, secondLength),
        Crc64 is { } one && second.Crc64 is { } other ? Crc64Nvme.Combine(one, other, secondLength) : null);
}
