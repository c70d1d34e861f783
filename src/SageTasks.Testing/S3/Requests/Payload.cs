using System.Globalization;

namespace SageTasks.Testing.S3;

/// <summary>A body without its framing.</summary>
/// <param name="Stream">The bytes that the client means; it fails where they are not those that were signed.</param>
/// <param name="Length">How many there should be.</param>
/// <param name="Trailers">What follows them, once they have been read.</param>
internal sealed record Payload(Stream Stream, long Length, IReadOnlyDictionary<string, string> Trailers)
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const int DigestLength = 64;

    private static readonly Dictionary<string, string> NoTrailers = new(StringComparer.Ordinal);

    public static Payload Open(S3Call call)
    {
        var raw = call.Request.Streams ? call.Request.BodyStream : new MemoryStream(call.Request.Body.ToArray(), writable: false);
        var kind = call.Header("x-amz-content-sha256") ?? Unsigned;
        if (kind.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            return Chunked(call, raw, kind);
        }

        var length = Number(call, "Content-Length") ?? (call.Request.Streams ? throw new S3Refusal(S3Error.MissingContentLength) : call.Request.Body.Length);
        return new Payload(kind.Length == DigestLength ? new DigestedStream(raw, kind) : raw, length, NoTrailers);
    }

    private static Payload Chunked(S3Call call, Stream raw, string kind)
    {
        var length = Number(call, "x-amz-decoded-content-length") ?? throw new S3Refusal(S3Error.MissingContentLength);
        var signer = kind switch
        {
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => null,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => call.Signer ?? throw new S3Refusal(S3Error.AccessDenied),
            _ => throw new S3Refusal(S3Error.InvalidArgument("x-amz-content-sha256", kind, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a valid sha256 value.")),
        };
        var stream = new AwsChunkedStream(raw, signer);
        return new Payload(stream, length, stream.Trailers);
    }

    private static long? Number(S3Call call, string header) =>
        long.TryParse(call.Header(header), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
