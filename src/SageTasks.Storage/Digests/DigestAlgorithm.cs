using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// The algorithm of a <see cref="Digest"/>, by its name in lower case. Names that are not among the constants are carried, not computed.
/// </summary>
[JsonConverter(typeof(OpenEnumJsonConverter<DigestAlgorithm>))]
public readonly record struct DigestAlgorithm : IOpenEnum<DigestAlgorithm>
{
    /// <summary>An algorithm by its name, which is lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public DigestAlgorithm(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value.ToLowerInvariant();
    }

    /// <summary>MD5, 16 bytes: what Synapse and Seven Bridges compare.</summary>
    public static DigestAlgorithm Md5 { get; } = new("md5");

    /// <summary>SHA-256, 32 bytes.</summary>
    public static DigestAlgorithm Sha256 { get; } = new("sha-256");

    /// <summary>SHA-512, 64 bytes.</summary>
    public static DigestAlgorithm Sha512 { get; } = new("sha-512");

    /// <summary>SHA-1, 20 bytes: what some repositories still state.</summary>
    public static DigestAlgorithm Sha1 { get; } = new("sha-1");

    /// <summary>CRC32C (Castagnoli), 4 bytes, most significant byte first: what Google Cloud Storage and S3 compare.</summary>
    public static DigestAlgorithm Crc32C { get; } = new("crc32c");

    /// <summary>CRC-64/NVME, 8 bytes, most significant byte first: what S3 computes of every object where nothing else was sent.</summary>
    public static DigestAlgorithm Crc64Nvme { get; } = new("crc64nvme");

    /// <summary>The name, in lower case; null in a default value.</summary>
    public string? Value { get; }

    /// <summary>The length of the digest in bytes; null for an algorithm that is only carried.</summary>
    public int? Length => Value switch { "md5" => 16, "sha-256" => 32, "sha-512" => 64, "sha-1" => 20, "crc32c" => 4, "crc64nvme" => 8, _ => null };

    /// <inheritdoc/>
    public static DigestAlgorithm Create(string value) => new(value);

    /// <summary>The name.</summary>
    public override string ToString() => Value ?? "";
}
