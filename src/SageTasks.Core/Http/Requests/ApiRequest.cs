namespace SageTasks.Http;

/// <summary>One request, for whatever the typed methods of <see cref="ApiTransport"/> do not cover.</summary>
public sealed class ApiRequest
{
    /// <summary>The method; GET where nothing else is given.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The path below the platform's endpoint. Exactly one of this and <see cref="Absolute"/> is given.</summary>
    public RequestPath? Path { get; init; }

    /// <summary>A whole address, such as a presigned URL: it gets no token, no platform headers and no limiter.</summary>
    public Uri? Absolute { get; init; }

    /// <summary>What may happen when the request is sent twice.</summary>
    public required RequestSafety Safety { get; init; }

    /// <summary>Makes the body, anew for each attempt; null sends none (zero bytes where the method has a body).</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Further headers of the request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Statuses besides 2xx that are an answer and not an error, such as 404 or 304.</summary>
    public Func<int, bool>? Accept { get; init; }

    /// <summary>How long one attempt may take; null takes <see cref="ApiOptions.AttemptTimeout"/>. The first attempt may then outlast
    /// <see cref="RetryOptions.TotalBudget"/>.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>Sends the token with an <see cref="Absolute"/> address, which must then have the endpoint's own origin.</summary>
    public bool Authorize { get; init; }
}
