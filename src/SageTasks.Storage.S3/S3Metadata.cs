using Amazon.S3.Model;

namespace SageTasks.Storage.S3;

/// <summary>
/// The user's metadata in headers, which hold ASCII: other text goes as the encoded words of RFC 2047, the form in which S3 itself gives
/// back what is not ASCII.
/// </summary>
internal static class S3Metadata
{
    private const string Prefix = "x-amz-meta-";

    /// <summary>Marks who wrote an object under a condition, so that a writer whose reply was lost can tell its own from another's.</summary>
    private const string WriterName = "sagetasks-writer";

    public static void Write(MetadataCollection headers, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            headers.Add(name.ToLowerInvariant(), value.Length == 0 ? value : EncodedWords.Encode(value));
        }
    }

    public static IReadOnlyDictionary<string, string> Read(MetadataCollection headers) => headers.Keys
        .Select(key => (Name: Plain(key), Value: headers[key]))
        .Where(pair => pair.Name != WriterName)
        .ToDictionary(pair => pair.Name, pair => EncodedWords.Decode(pair.Value), StringComparer.Ordinal);

    /// <summary>The metadata with a writer's mark.</summary>
    public static IReadOnlyDictionary<string, string> Marked(IReadOnlyDictionary<string, string> metadata, string writer) =>
        new Dictionary<string, string>(metadata, StringComparer.Ordinal) { [WriterName] = writer };

    public static string? Writer(MetadataCollection headers) => headers[Prefix + WriterName];

    public static string? Writer(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault(WriterName);

    private static string Plain(string key) =>
        (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key[Prefix.Length..] : key).ToLowerInvariant();
}
