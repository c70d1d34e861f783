using System.Text;

namespace SageTasks.Testing.S3;

/// <summary>What a client says about an object beside its bytes.</summary>
internal sealed record ObjectFields
{
    private const string Prefix = "x-amz-meta-";
    private const int LargestMetadata = 2048;

    // Headers that are kept and given back as they came.
    private static readonly string[] Kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires", "x-amz-website-redirect-location"];

    public string ContentType { get; init; } = "binary/octet-stream";

    public string? StorageClass { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static ObjectFields Of(S3Call call)
    {
        if (call.Request.Headers.FirstOrDefault(header => header.Key.StartsWith("x-amz-server-side-encryption-customer", StringComparison.OrdinalIgnoreCase)).Key is { } other)
        {
            throw new S3Refusal(S3Error.NotImplemented(other));
        }

        var metadata = call.Request.Headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[Prefix.Length..].ToLowerInvariant(), header => header.Value, StringComparer.Ordinal);
        if (metadata.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value)) > LargestMetadata)
        {
            throw new S3Refusal(new S3Error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", ("MaxSizeAllowed", "2048")));
        }

        return new ObjectFields
        {
            ContentType = call.Header("Content-Type") ?? "binary/octet-stream",
            StorageClass = call.Header("x-amz-storage-class") is { } storageClass && storageClass != "STANDARD" ? storageClass : null,
            Headers = Kept.Where(name => call.Header(name) is not null)
                .ToDictionary(name => name, name => WithoutFraming(name, call.Header(name)!), StringComparer.OrdinalIgnoreCase)
                .Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.OrdinalIgnoreCase),
            Metadata = metadata,
        };
    }

    public IEnumerable<KeyValuePair<string, string>> ToHeaders() =>
    [
        .. Headers,
        .. Metadata.Select(pair => KeyValuePair.Create(Prefix + pair.Key, Ascii(pair.Value))),
        .. StorageClass is null ? [] : new[] { KeyValuePair.Create("x-amz-storage-class", StorageClass) },
    ];

    // The framing of a body is no encoding of the object.
    private static string WithoutFraming(string name, string value) => name != "Content-Encoding"
        ? value
        : string.Join(',', value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(coding => coding != "aws-chunked"));

    // A header holds ASCII: what is not comes back as an encoded word (RFC 2047), as from the service.
    private static string Ascii(string value) =>
        System.Text.Ascii.IsValid(value) ? value : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
