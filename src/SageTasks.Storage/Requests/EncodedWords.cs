using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Storage;

/// <summary>Text in headers, which hold ASCII: other text goes as the encoded words of RFC 2047.</summary>
internal static partial class EncodedWords
{
    // A value with blanks at its ends, an empty one, or one that reads like an encoded word, would come back as something else.
    public static string Encode(string value) =>
        value.Length > 0 && Ascii.IsValid(value) && value == value.Trim() && !value.Contains("=?", StringComparison.Ordinal)
            ? value
            : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";

    // Blanks between two encoded words belong to neither.
    public static string Decode(string value) => Word().Replace(BetweenWords().Replace(value, "?==?"), static word =>
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
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
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

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[bq])\?(?<text>[^?\s]*)\?=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex BetweenWords();
}
