using Azure;
using Azure.Storage.Blobs.Models;

namespace SageTasks.Storage.Azure;

/// <summary>What the headers and lists of Azure say about a blob.</summary>
internal static class AzureObjects
{
    public const string DefaultContentType = "application/octet-stream";
    private const string MetadataPrefix = "x-ms-meta-";

    public static ObjectInfo Describe(Location location, BlobProperties answer) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = answer.ContentLength, Tag = Tag(answer.ETag), LastModified = answer.LastModified },
        ContentType = string.IsNullOrEmpty(answer.ContentType) ? null : answer.ContentType,
        Digests = Digests(answer.ContentHash),
        Metadata = AzureMetadata.Read(answer.Metadata),
    };

    public static ObjectInfo Describe(Location location, BlobItemProperties item) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = item.ContentLength, Tag = item.ETag is { } tag ? Tag(tag) : null, LastModified = item.LastModified },
        ContentType = string.IsNullOrEmpty(item.ContentType) ? null : item.ContentType,
        Digests = Digests(item.ContentHash),
    };

    /// <summary>What the answer to a read says of the whole blob; null for a folder.</summary>
    public static ObjectInfo? Describe(Location location, ObjectVersion version, Response answer)
    {
        var metadata = answer.Headers.Where(header => header.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Name[MetadataPrefix.Length..], header => header.Value, StringComparer.OrdinalIgnoreCase);

        // Of a stretch Content-MD5 would be the stretch's.
        var md5 = answer.Headers.TryGetValue("x-ms-blob-content-md5", out var whole) || (answer.Status == 200 && answer.Headers.TryGetValue("Content-MD5", out whole))
            ? Convert.FromBase64String(whole)
            : null;
        return AzureMetadata.IsFolder(metadata) ? null : new ObjectInfo
        {
            Location = location,
            Version = version,
            ContentType = answer.Headers.ContentType,
            Digests = Digests(md5),
            Metadata = AzureMetadata.Read(metadata),
        };
    }

    /// <summary>A blob as this store has just written it.</summary>
    public static ObjectInfo Written(Location location, long size, PutOptions options, Digest? md5, ETag tag, DateTimeOffset? time) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = size, Tag = Tag(tag), LastModified = time },
        ContentType = options.ContentType ?? DefaultContentType,
        Digests = md5 is null ? [] : [md5],
        Metadata = options.Metadata.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
    };

    public static BlobRequestConditions? Conditions(PutOptions options) => options.Mode switch
    {
        PutMode.CreateNew => new BlobRequestConditions { IfNoneMatch = ETag.All },
        PutMode.IfMatch => new BlobRequestConditions { IfMatch = new ETag(options.IfMatch!.Tag!) },
        _ => null,
    };

    public static BlobHttpHeaders Headers(PutOptions options, Digest? md5) => new()
    {
        ContentType = options.ContentType ?? DefaultContentType,
        ContentHash = md5 is null ? null : Convert.FromHexString(md5.Value),
    };

    public static Digest? Md5(IEnumerable<Digest> digests) => digests.FirstOrDefault(digest => digest.Algorithm == DigestAlgorithm.Md5);

    public static string Tag(ETag tag) => tag.ToString("H");

    private static IReadOnlyList<Digest> Digests(byte[]? md5) => md5 is { Length: > 0 } && md5.Length == DigestAlgorithm.Md5.Length
        ? [Digest.FromBytes(DigestAlgorithm.Md5, md5)]
        : [];
}
