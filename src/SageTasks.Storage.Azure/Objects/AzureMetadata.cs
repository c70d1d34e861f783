using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Storage.Azure;

/// <summary>
/// The user's metadata in headers. Azure takes names that C# would take: a dash, and a digit in front, travel as <c>_x2d_</c> and the
/// like. Values that are not ASCII travel as encoded words.
/// </summary>
internal static partial class AzureMetadata
{
    /// <summary>Marks who wrote a blob under a condition, so that a writer whose reply was lost can tell its own from another's.</summary>
    private const string WriterName = "sagetasks_writer";

    private const string FolderName = "hdi_isfolder";

    public static Dictionary<string, string> Write(IReadOnlyDictionary<string, string> metadata, string? writer)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            headers[EncodeName(name.ToLowerInvariant())] = EncodedWords.Encode(value);
        }

        if (writer is not null)
        {
            headers[WriterName] = writer;
        }

        return headers;
    }

    public static IReadOnlyDictionary<string, string> Read(IDictionary<string, string> headers)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers.Where(pair => !pair.Key.Equals(WriterName, StringComparison.OrdinalIgnoreCase)))
        {
            metadata[DecodeName(name.ToLowerInvariant())] = EncodedWords.Decode(value);
        }

        return metadata;
    }

    public static string? Writer(IDictionary<string, string> headers) => Find(headers, WriterName);

    /// <summary>Whether this is a folder of an account with a hierarchical namespace, which shows them among the blobs.</summary>
    public static bool IsFolder(IDictionary<string, string>? headers) =>
        headers is not null && bool.TryParse(Find(headers, FolderName), out var isFolder) && isFolder;

    private static string? Find(IDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string EncodeName(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            // An underscore before an x would read like the beginning of an escape.
            var isPlain = name[i] switch
            {
                '-' => false,
                '_' => i + 1 == name.Length || name[i + 1] != 'x',
                _ => i > 0 || !char.IsAsciiDigit(name[i]),
            };
            _ = isPlain ? text.Append(name[i]) : text.Append(CultureInfo.InvariantCulture, $"_x{(int)name[i]:x2}_");
        }

        return text.ToString();
    }

    private static string DecodeName(string name) => Escape().Replace(
        name, static escape => ((char)int.Parse(escape.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    // Only what is written above: a dash, an underscore or a digit.
    [GeneratedRegex("_x(?<code>2d|5f|3[0-9])_", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Escape();
}
