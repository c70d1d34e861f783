using System.Text;
using System.Text.RegularExpressions;
using Amazon.S3.Model;

namespace SageTasks.Storage.S3;

/// <summary>
/// The user's metadata in headers, which hold ASCII: other text goes as the encoded words of RFC 2047, the form in which S3 itself gives
/// back what is not ASCII.
/// </summary>
internal static partial class S3Metadata
{
    private const string Prefix = "x-amz-meta-";

    /// <summary>Marks who wrote an object under a condition, so that a writer whose reply was lost can tell its own from another's.</summary>
    private const string WriterName = "sagetasks-writer";

    public static void Write(MetadataCollection headers, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            headers.Add(name.ToLowerInvariant(), Encode(value));
        }
    }

    public static IReadOnlyDictionary<string, string> Read(MetadataCollection headers) => headers.Keys
        .Select(key => (Name: Plain(key), Value: headers[key]))
        .Where(pair => pair.Name != WriterName)
        .ToDictionary(pair => pair.Name, pair => Decode(pair.Value), StringComparer.Ordinal);

    /// <summary>The metadata with a writer's mark.</summary>
    public static IReadOnlyDictionary<string, string> Marked(IReadOnlyDictionary<string, string> metadata, string writer) =>
        new Dictionary<string, string>(metadata, StringComparer.Ordinal) { [WriterName] = writer };

    public static string? Writer(MetadataCollection headers) => headers[Prefix + WriterName];

    public static string? Writer(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault(WriterName);

    private static string Plain(string key) =>
        (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key[Prefix.Length..] : key).ToLowerInvariant();

    // A value with blanks at its ends, or one that reads like an encoded word, would come back as something else.
    private static string Encode(string value) =>
        Ascii.IsValid(value) && value == value.Trim() && !value.Contains("=?", StringComparison.Ordinal)
            ? value
            : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";

    // Blanks between two encoded words belong to neither.
    private static string Decode(string value) => EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), static word =>
        word.Groups["kind"].ValueSpan is "B" or "b" ? Utf8(word, FromBase64) : Utf8(word, FromQuoted));

    private static string Utf8(Match word, Func<string, byte[]?> read) => read(word.Groups["text"].Value) is { } bytes ? Encoding.UTF8.GetString(bytes) : word.Value;

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    private static byte[]? FromQuoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add((byte)(text[i] == '_' ? ' ' : text[i]));
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[bq])\?(?<text>[^?\s]*)\?=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BetweenWords();
}
