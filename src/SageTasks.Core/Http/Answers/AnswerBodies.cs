using System.IO.Compression;

namespace SageTasks.Http;

/// <summary>Reads an answer's body into memory, decompressed.</summary>
internal static class AnswerBodies
{
    private const int LargestErrorBody = 64 * 1024;

    public static async Task<PooledBody> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        Stream? plain = HttpHeaders.Find(response, "Content-Encoding") switch
        {
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            _ => null,
        };
        if (plain is null)
        {
            return await PooledBody.ReadAsync(stream, response.Content.Headers.ContentLength, limit, cancellationToken).ConfigureAwait(false);
        }

        await using (plain.ConfigureAwait(false))
        {
            return await PooledBody.ReadAsync(plain, null, limit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads an answer that reports a failure. Its status counts even where its explanation got lost on the way.</summary>
    public static async Task<ApiAnswer> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = HttpHeaders.Copy(response);
        return new ApiAnswer
        {
            Status = (int)response.StatusCode,
            Headers = headers,
            Body = await ReadExplanationAsync(response, cancellationToken).ConfigureAwait(false),
            ServerTime = HttpHeaders.Time(headers.GetValueOrDefault("Date")),
        };
    }

    private static async Task<byte[]> ReadExplanationAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await ReadAsync(response, LargestErrorBody, cancellationToken).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException or InvalidDataException or OperationCanceledException)
        {
            return [];
        }
    }
}
