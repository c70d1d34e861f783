using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>A checksum as its server writes it.</summary>
public sealed record DrsChecksum
{
    /// <summary>The type in the server's own spelling: <c>sha-256</c>, <c>sha256</c>, <c>md5</c>, <c>crc32c</c>, <c>etag</c>…</summary>
    public string? Type { get; init; }

    /// <summary>The value, hexadecimal as a rule.</summary>
    public string? Checksum { get; init; }

    /// <summary>The checksum as a digest; null where it is none that could be computed, or is not well-formed.</summary>
    public Digest? ToDigest() => ChecksumNames.Read(Type, Checksum);

    /// <summary>A digest in the specification's words.</summary>
    public static DrsChecksum From(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new DrsChecksum { Type = digest.Algorithm.Value, Checksum = digest.Value };
    }
}
