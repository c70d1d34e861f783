using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Http;

/// <summary>An answer that was read whole.</summary>
public sealed class ApiResponse
{
    private readonly ApiCall _call;

    internal ApiResponse(ApiCall call, Exchange exchange)
    {
        _call = call;
        Status = exchange.Status;
        Headers = HttpHeaders.Copy(exchange.Response);
        Body = exchange.Body!.ToArray();
        ServerTime = HttpHeaders.Time(Header("Date"));
        Waited = call.Waited;
    }

    /// <summary>The HTTP status: 2xx, or one that the request accepted.</summary>
    public int Status { get; }

    /// <summary>The headers, names without case, several values joined by comma and space.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body, decompressed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The server's clock when it answered (<c>Date</c>); null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; }

    /// <summary>How long the request waited in this process until it was sent: nothing in the answer is older than that.</summary>
    public TimeSpan Waited { get; }

    /// <summary>A header's value; null where the answer has none.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Reads the body as JSON.</summary>
    /// <exception cref="ServerFailureException">The body is empty, null or not of this form.</exception>
    /// <exception cref="SubmissionUnknownException">The same, for a <see cref="RequestSafety.Once"/> request: it took effect, but with what result is not known.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => JsonAnswers.Read(_call, Status, Header("Content-Type"), Body.Span, type);
}
