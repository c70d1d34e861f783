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
        {
            throw new ArgumentException($"\"{value}\" is not hexadecimal. Use {nameof(FromBase64)} for Base64.", nameof(value));
        }

        if (algorithm.Length is { } length && value.Length != length * 2)
        {
            throw new ArgumentException($"\"{value}\" has {value.Length} characters, but {algorithm} has {length * 2}.", nameof(value));
        }

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

    /// <summary>Computes the digest of some bytes.</summary>
    /// <exception cref="NotSupportedException">The algorithm is not among the constants of <see cref="DigestAlgorithm"/>.</exception>
    public static Digest Of(ReadOnlySpan<byte> bytes, DigestAlgorithm algorithm)
    {
        using var computer = new DigestComputer([algorithm]);
        computer.Append(bytes);
        return computer.Finish()[0];
    }

    /// <summary>Computes the digest of a local file in one pass.</summary>
    /// <param name="path">The file.</param>
    /// <param name="algorithm">One of the constants of <see cref="DigestAlgorithm"/>.</param>
    /// <param name="progress">Told a few times per second how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FileNotFoundException">There is no file at the path.</exception>
    /// <exception cref="SourceChangedException">The file was changed meanwhile.</exception>
    /// <exception cref="NotSupportedException">The algorithm is not among the constants.</exception>
    public static async Task<Digest> OfFileAsync(
        string path, DigestAlgorithm algorithm, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var print = await FileDigest.ComputeAsync(path, [algorithm], null, progress, cancellationToken).ConfigureAwait(false);
        return print.Digests[0];
    }

    /// <summary>The digest of bytes to write: the one that is known already, else computed in one pass.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="algorithm">One of the constants of <see cref="DigestAlgorithm"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NotSupportedException">The digest is not known, and the algorithm is not among the constants.</exception>
    public static async Task<Digest> OfContentAsync(ObjectContent content, DigestAlgorithm algorithm, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Digests.FirstOrDefault(digest => digest.Algorithm == algorithm)
            ?? (content.Bytes is { } bytes
                ? Of(bytes.Span, algorithm)
                : await DigestComputer.ReadAsync(content, algorithm, cancellationToken).ConfigureAwait(false));
    }

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
