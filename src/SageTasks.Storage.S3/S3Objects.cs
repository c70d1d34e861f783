using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Storage.S3;

/// <summary>What the headers and lists of S3 say about an object.</summary>
internal static class S3Objects
{
    // Directory buckets (S3 Express) give tags that look like MD5s and are none.
    private const string DirectoryBucket = "--x-s3";

    public static ObjectInfo Describe(Location location, GetObjectMetadataResponse answer) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = answer.ContentLength, Tag = S3Tags.Quoted(answer.ETag), LastModified = Time(answer.LastModified) },
        ContentType = string.IsNullOrEmpty(answer.Headers.ContentType) ? null : answer.Headers.ContentType,
        Digests = [.. Digests(location, answer)],
        Metadata = S3Metadata.Read(answer.Metadata),
    };

    /// <summary>What the answer to a read says of the whole object; null where only a look at it tells a digest of it.</summary>
    public static ObjectInfo? Describe(Location location, ObjectVersion version, GetObjectResponse answer)
    {
        var isKeyed = IsKeyed(answer.ServerSideEncryptionMethod, answer.ServerSideEncryptionCustomerProvidedKeyMD5, answer.ServerSideEncryptionKeyManagementServiceKeyId);
        return Md5(location, answer.ETag, isKeyed) is not { } md5 ? null : new ObjectInfo
        {
            Location = location,
            Version = version,
            ContentType = string.IsNullOrEmpty(answer.Headers.ContentType) ? null : answer.Headers.ContentType,
            Digests = [md5],
            Metadata = S3Metadata.Read(answer.Metadata),
        };
    }

    public static DateTimeOffset? Time(DateTime? time) => time is { } value ? new DateTimeOffset(value.ToUniversalTime()) : null;

    private static IEnumerable<Digest> Digests(Location location, GetObjectMetadataResponse answer)
    {
        if (answer.ChecksumType != ChecksumType.COMPOSITE)
        {
            foreach (var digest in new[]
            {
                Whole(DigestAlgorithm.Sha256, answer.ChecksumSHA256),
                Whole(DigestAlgorithm.Crc64Nvme, answer.ChecksumCRC64NVME),
                Whole(DigestAlgorithm.Crc32C, answer.ChecksumCRC32C),
            }.OfType<Digest>())
            {
                yield return digest;
            }
        }

        var isKeyed = IsKeyed(answer.ServerSideEncryptionMethod, answer.ServerSideEncryptionCustomerProvidedKeyMD5, answer.ServerSideEncryptionKeyManagementServiceKeyId);
        if (Md5(location, answer.ETag, isKeyed) is { } md5)
        {
            yield return md5;
        }
    }

    private static Digest? Md5(Location location, string? tag, bool isKeyed) =>
        isKeyed || location.Authority.EndsWith(DirectoryBucket, StringComparison.Ordinal) ? null : S3Tags.Md5(tag);

    // Under a key of KMS or of the user's own the tag is no MD5.
    private static bool IsKeyed(ServerSideEncryptionMethod? method, string? ownKeyMd5, string? kmsKey) =>
        method?.Value.StartsWith("aws:", StringComparison.Ordinal) == true || !string.IsNullOrEmpty(ownKeyMd5) || !string.IsNullOrEmpty(kmsKey);

    // A checksum of checksums has a dash and the number of parts behind it.
    private static Digest? Whole(DigestAlgorithm algorithm, string? base64)
    {
        Span<byte> bytes = stackalloc byte[64];
        return !string.IsNullOrEmpty(base64) && Convert.TryFromBase64String(base64, bytes, out var count) && count == algorithm.Length
            ? Digest.FromBytes(algorithm, bytes[..count])
            : null;
    }
}
