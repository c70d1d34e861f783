namespace SageTasks.Http;

/// <summary>An answer whose body streams. Dispose it, read to the end or not: the connection and the limiter's permit hang on it.</summary>
public sealed class ApiStreamResponse : IAsyncDisposable
{
    private readonly Exchange _exchange;

    internal ApiStreamResponse(Exchange exchange, Stream body)
    {
        _exchange = exchange;
        Status = exchange.Status;
        Headers = HttpHeaders.Copy(exchange.Response);
        Length = exchange.Response.Content.Headers.ContentLength;
        Body = body;
        ServerTime = HttpHeaders.Time(Header("Date"));
    }

    /// <summary>The HTTP status: 2xx, or one that the request accepted.</summary>
    public int Status { get; }

    /// <summary>The headers, names without case, several values joined by comma and space.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body's length in bytes; null where the server did not say.</summary>
    public long? Length { get; }

    /// <summary>The body as sent, not decompressed. A read fails with <see cref="IOException"/> when the connection breaks off
    /// or nothing arrives for <see cref="ApiOptions.StallTimeout"/>.</summary>
    public Stream Body { get; }

    /// <summary>The server's clock when it answered (<c>Date</c>); null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; }

    /// <summary>A header's value; null where the answer has none.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        _exchange.Dispose();
    }
}
