using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>The spellings of checksum types, and how much each proves.</summary>
internal static class ChecksumNames
{
    // Strongest first.
    private static readonly DigestAlgorithm[] Known =
        [DigestAlgorithm.Sha512, DigestAlgorithm.Sha256, DigestAlgorithm.Sha1, DigestAlgorithm.Md5, DigestAlgorithm.Crc64Nvme, DigestAlgorithm.Crc32C];

    public static int Strength(Digest digest) => Array.IndexOf(Known, digest.Algorithm) is >= 0 and var place ? place : Known.Length;

    /// <summary>A digest from any spelling; null for an ETag, a truncated digest or what is malformed.</summary>
    public static Digest? Read(string? type, string? value)
    {
        if (string.IsNullOrWhiteSpace(type) || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var plain = Plain(type);
        var algorithm = Array.Find(Known, known => Plain(known.Value!) == plain);
        return algorithm.Length is { } length ? Read(algorithm, value.Trim(), length) : null;
    }

    /// <summary>The type as indexd writes it.</summary>
    public static string Joined(DigestAlgorithm algorithm) => Plain(algorithm.Value!);

    private static Digest? Read(DigestAlgorithm algorithm, string value, int length)
    {
        if (value.Length == length * 2 && value.All(char.IsAsciiHexDigit))
        {
            return new Digest(algorithm, value);
        }

        // Google's own form of CRC32C and MD5.
        Span<byte> bytes = stackalloc byte[64];
        return value.Length <= 88 && Convert.TryFromBase64String(value, bytes, out var count) && count == length ? Digest.FromBytes(algorithm, bytes[..count]) : null;
    }

    private static string Plain(string type) =>
        type.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() is var plain && plain == "sha" ? "sha1" : plain;
}
