using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>One of S3's additional checksums.</summary>
internal sealed class ChecksumAlgorithm
{
    public const string FullObject = "FULL_OBJECT";
    public const string Composite = "COMPOSITE";

    private readonly Func<IncrementalHash>? _hash;

    private ChecksumAlgorithm(string name, ReflectedCrc? crc, Func<IncrementalHash>? hash = null) => (Name, Crc, _hash) = (name, crc, hash);

    public static ChecksumAlgorithm Crc64Nvme { get; } = new("CRC64NVME", ReflectedCrc.Crc64);

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } =
    [
        new("CRC32", ReflectedCrc.Crc32), new("CRC32C", ReflectedCrc.Crc32C), Crc64Nvme,
        new("SHA1", null, Sha1), new("SHA256", null, () => IncrementalHash.CreateHash(HashAlgorithmName.SHA256)),
    ];

    /// <summary>The name as in <c>x-amz-checksum-algorithm</c> and, with <c>Checksum</c> before it, in XML.</summary>
    public string Name { get; }

    public string Header => "x-amz-checksum-" + Name.ToLowerInvariant();

    public string Element => "Checksum" + Name;

    /// <summary>Null for hashes, which cannot be combined.</summary>
    public ReflectedCrc? Crc { get; }

    /// <summary>The kind of checksum that an upload in parts gets when its beginning does not say.</summary>
    public string DefaultType => this == Crc64Nvme ? FullObject : Composite;

    public static ChecksumAlgorithm? Find(string? name) => All.FirstOrDefault(algorithm => algorithm.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool Allows(string type) => type == FullObject ? Crc is not null : type == Composite && this != Crc64Nvme;

    public RunningChecksum Start() => new(Crc, _hash?.Invoke());

    public byte[] Of(ReadOnlySpan<byte> bytes)
    {
        using var running = Start();
        running.Append(bytes);
        return running.Finish();
    }

    // S3 offers it; nothing is protected by it here.
    private static IncrementalHash Sha1() => IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
}
