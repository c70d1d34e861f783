using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>What an algorithm made of some bytes. Two digests are equal when algorithm and bytes are.</summary>
public sealed record Digest
{
    /// <summary>A digest from its hexadecimal form, in either case.</summary>
    /// <exception cref="ArgumentException">The value is not hexadecimal or not as long as the algorithm's digests are.</exception>
    [JsonConstructor]
    public Digest(DigestAlgorithm algorithm, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length % 2 != 0 || !value.All(char.IsAsciiHexDigit))
            throw new ArgumentException($"\"{value}\" is not hexadecimal. Use {nameof(FromBase64)} for Base64.", nameof(value));
        if (algorithm.Length is { } length && value.Length != length * 2)
            throw new ArgumentException($"\"{value}\" has {value.Length} characters, but {algorithm} has {length * 2}.", nameof(value));

        Algorithm = algorithm;
        Value = value.ToLowerInvariant();
    }

    /// <summary>The algorithm.</summary>
    public DigestAlgorithm Algorithm { get; }

    /// <summary>The bytes in lower-case hexadecimal.</summary>
    public string Value { get; }

    /// <summary>An MD5 from its hexadecimal form.</summary>
    /// <exception cref="ArgumentException">The value is not 32 hexadecimal characters.</exception>
    public static Digest Md5(string value) => new(DigestAlgorithm.Md5, value);

    /// <summary>A digest from its bytes.</summary>
    /// <exception cref="ArgumentException">There are not as many bytes as the algorithm's digests have.</exception>
    public static Digest FromBytes(DigestAlgorithm algorithm, ReadOnlySpan<byte> bytes) => new(algorithm, Convert.ToHexStringLower(bytes));

    /// <summary>A digest from Base64, as in the headers Content-MD5 and x-goog-hash.</summary>
    /// <exception cref="ArgumentException">The value is not Base64 or not as long as the algorithm's digests are.</exception>
    public static Digest FromBase64(DigestAlgorithm algorithm, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(value, bytes, out var count)
            ? FromBytes(algorithm, bytes[..count])
            : throw new ArgumentException($"\"{value}\" is not the Base64 form of a digest.", nameof(value));
    }

    /// <summary>The Base64 form, as in the header Content-MD5.</summary>
    public string ToBase64() => Convert.ToBase64String(Convert.FromHexString(Value));

    /// <summary>Algorithm and value, as in <c>md5:d41d8cd98f00b204e9800998ecf8427e</c>.</summary>
    public override string ToString() => $"{Algorithm}:{Value}";
}
