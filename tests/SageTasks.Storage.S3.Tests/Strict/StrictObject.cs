using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace SageTasks.Storage.S3.Tests;

internal sealed record StrictObject
{
    private const string MetadataPrefix = "x-amz-meta-";

    public required byte[] Bytes { get; init; }

    public required string Tag { get; init; }

    public required string ContentType { get; init; }

    public required Dictionary<string, string> Metadata { get; init; }

    /// <summary>The checksum of the whole that S3 keeps: the one that was sent.</summary>
    public DigestAlgorithm Checksum { get; init; } = DigestAlgorithm.Crc64Nvme;

    public static StrictObject Of(StrictRequest request) => new()
    {
        Bytes = request.Body,
        Tag = TagOf(request.Body),
        ContentType = request.Header("Content-Type") ?? "binary/octet-stream",
        Metadata = request.Headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase),
        Checksum = request.Sent.Select(sent => sent.Algorithm).FirstOrDefault(DigestAlgorithm.Crc64Nvme),
    };

    public static string TagOf(byte[] bytes) => $"\"{Digest.Of(bytes, DigestAlgorithm.Md5).Value}\"";

    /// <summary>The answer to GET and HEAD; null where the range begins behind the end.</summary>
    public HttpResponseMessage? Answer(StrictRequest request)
    {
        var (from, to) = (0L, Bytes.Length - 1L);
        var range = request.Header("Range") is { } header ? RangeHeaderValue.Parse(header).Ranges.Single() : null;
        if (range is not null)
        {
            (from, to) = (range.From!.Value, Math.Min(range.To ?? to, to));
            if (from >= Bytes.Length)
            {
                return null;
            }
        }

        var answer = new HttpResponseMessage(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent)
        {
            Content = new ByteArrayContent(Bytes, (int)from, (int)(to - from + 1)),
        };
        answer.Content.Headers.ContentRange = range is null ? null : new ContentRangeHeaderValue(from, to, Bytes.Length);
        Describe(answer, request);
        return answer;
    }

    private void Describe(HttpResponseMessage answer, StrictRequest request)
    {
        answer.Headers.TryAddWithoutValidation("ETag", Tag);
        answer.Headers.TryAddWithoutValidation("x-amz-request-id", "REQUEST7");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        answer.Content.Headers.TryAddWithoutValidation("Last-Modified", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture));
        foreach (var (name, value) in Metadata)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            var name = Checksum == DigestAlgorithm.Sha256 ? "sha256" : Checksum.ToString();
            answer.Headers.TryAddWithoutValidation($"x-amz-checksum-{name}", Digest.Of(Bytes, Checksum).ToBase64());
            answer.Headers.TryAddWithoutValidation("x-amz-checksum-type", "FULL_OBJECT");
        }
    }
}
