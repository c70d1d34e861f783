namespace SageTasks.Testing.AzureBlob;

/// <summary>What a client says about a blob beside its bytes.</summary>
internal sealed record BlobFields
{
    private const string Prefix = "x-ms-meta-";
    private const int LargestMetadata = 8 * 1024;

    public string ContentType { get; init; } = "application/octet-stream";

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? ContentDisposition { get; init; }

    public string? CacheControl { get; init; }

    /// <summary>In Base64; of blocks it is what their writer said, unchecked.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>The blob's headers; of a Put Blob also in their plain form.</summary>
    public static BlobFields Of(AzureCall call, bool hasPlain)
    {
        if (call.Header("x-ms-blob-content-md5") is { } md5 && !BodyReceiver.IsMd5(md5))
        {
            throw new AzureRefusal(AzureError.InvalidMd5);
        }

        return new BlobFields
        {
            ContentType = Value("Content-Type") ?? "application/octet-stream",
            ContentEncoding = Value("Content-Encoding"),
            ContentLanguage = Value("Content-Language"),
            ContentDisposition = call.Header("x-ms-blob-content-disposition"),
            CacheControl = Value("Cache-Control"),
            ContentMd5 = call.Header("x-ms-blob-content-md5"),
        };

        string? Value(string name) => call.Header("x-ms-blob-" + name.ToLowerInvariant()) ?? (hasPlain ? call.Header(name) : null);
    }

    public static Dictionary<string, string> MetadataOf(AzureCall call)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (header, value) in call.Request.Headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var name = header[Prefix.Length..];

            // Names are those of C#; values travel in headers, which are ASCII.
            var isName = name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            metadata[name] = isName && System.Text.Ascii.IsValid(value) ? value : throw new AzureRefusal(AzureError.InvalidMetadata);
        }

        return metadata.Sum(pair => pair.Key.Length + pair.Value.Length) <= LargestMetadata
            ? metadata
            : throw new AzureRefusal(new AzureError(400, "MetadataTooLarge", "The size of the specified metadata exceeds the maximum size permitted."));
    }
}
