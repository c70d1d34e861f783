using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>The identity of a piece of work: SHA-256 over its canonical form, shown as 26 characters of lower-case base32
/// (RFC 4648 without padding: the first 130 bits). Equal work has an equal key, in every process and culture.</summary>
[JsonConverter(typeof(SubmissionKeyJsonConverter))]
public sealed record SubmissionKey
{
    /// <summary>The number of characters of a key.</summary>
    public const int Length = 26;

    private SubmissionKey(string value) => Value = value;

    /// <summary>The key as 26 characters from <c>a-z2-7</c>.</summary>
    public string Value { get; }

    /// <summary>Reads a key that was written by <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is not 26 characters of lower-case base32.</exception>
    public static SubmissionKey Parse(string text) =>
        TryParse(text, out var key)
            ? key
            : throw new FormatException($"'{text}' is not a submission key: expected {Length} characters from a-z and 2-7.");

    /// <summary>Reads a key, or answers false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SubmissionKey? key)
    {
        key = text is { Length: Length } && Base32.IsBase32(text) ? new SubmissionKey(text) : null;
        return key is not null;
    }

    /// <summary>The key of a canonical form, from its SHA-256.</summary>
    internal static SubmissionKey FromHash(ReadOnlySpan<byte> sha256) => new(Base32.Encode(sha256)[..Length]);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
