using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>
/// The algorithm of a <see cref="Digest"/>, by its name in lower case. Names that are not among the constants are carried, not computed.
/// </summary>
[JsonConverter(typeof(DigestAlgorithmJsonConverter))]
public readonly record struct DigestAlgorithm
{
    private readonly string? _value;

    /// <summary>An algorithm by its name, which is lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds something else than letters, digits, dots, dashes and underscores.</exception>
    public DigestAlgorithm(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (!value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new ArgumentException($"\"{value}\" is not the name of a digest algorithm, such as md5 or sha-256.", nameof(value));
        _value = value.ToLowerInvariant();
    }

    /// <summary>MD5, 16 bytes: what Synapse and Seven Bridges compare.</summary>
    public static DigestAlgorithm Md5 { get; } = new("md5");

    /// <summary>SHA-256, 32 bytes.</summary>
    public static DigestAlgorithm Sha256 { get; } = new("sha-256");

    /// <summary>CRC32C (Castagnoli), 4 bytes, most significant byte first: what Google Cloud Storage and S3 compare.</summary>
    public static DigestAlgorithm Crc32C { get; } = new("crc32c");

    /// <summary>The name, in lower case.</summary>
    public string Value => _value ?? "";

    /// <summary>The length of the digest in bytes; null for an algorithm that is only carried.</summary>
    public int? Length => Value switch { "md5" => 16, "sha-256" => 32, "crc32c" => 4, _ => null };

    /// <summary>Whether equal digests prove equal content against an adversary. True only for SHA-256 here.</summary>
    public bool IsCollisionResistant => this == Sha256;

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
