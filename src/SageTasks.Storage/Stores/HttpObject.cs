using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>What the headers of an answer say about a file.</summary>
internal static class HttpObject
{
    public static ObjectInfo Describe(Location location, ApiStreamResponse answer, long? size) => new()
    {
        Location = location,
        Version = Version(answer, size),
        ContentType = answer.Header("Content-Type"),
        Digests = [.. Digests(answer)],
    };

    public static ObjectVersion Version(ApiStreamResponse answer, long? size) => new()
    {
        Size = size,
        Tag = answer.Header("ETag"),
        LastModified = DateTimeOffset.TryParse(answer.Header("Last-Modified"), CultureInfo.InvariantCulture, out var time) ? time : null,
    };

    // RFC 9530's Repr-Digest, Google's header and Azure's are of the whole file; Content-MD5 is of what was sent.
    private static IEnumerable<Digest> Digests(ApiStreamResponse answer) =>
        Fields(answer.Header("Repr-Digest")).Concat(IsUnpacked(answer) ? [] : Fields(answer.Header("x-goog-hash")))
            .Append(("md5", answer.Header("x-ms-blob-content-md5")))
            .Append(("md5", answer.Status == 200 ? answer.Header("Content-MD5") : null))
            .Select(field => Read(field.Item1, field.Item2))
            .OfType<Digest>()
            .DistinctBy(digest => digest.Algorithm);

    // Google unpacks what is stored packed for whoever does not take gzip, and still states the digest of what is stored.
    private static bool IsUnpacked(ApiStreamResponse answer) =>
        answer.Header("x-goog-stored-content-encoding") is { } stored && stored != "identity" && answer.Header("Content-Encoding") != stored;

    private static IEnumerable<(string, string?)> Fields(string? header) => (header ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(field => field.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .Select(pair => (pair[0].Trim(), (string?)pair[1].Trim().Trim(':')));

    private static Digest? Read(string name, string? base64)
    {
        if (string.IsNullOrEmpty(base64) || name.Length == 0)
        {
            return null;
        }

        var algorithm = new DigestAlgorithm(name);
        Span<byte> bytes = stackalloc byte[64];
        return algorithm.Length is { } length && Convert.TryFromBase64String(base64, bytes, out var count) && count == length
            ? Digest.FromBytes(algorithm, bytes[..count])
            : null;
    }
}
