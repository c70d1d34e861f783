namespace SageTasks.Http;

/// <summary>What a platform package tells the pipeline about its API. The pipeline itself knows no platform.</summary>
public sealed class ApiPlatform
{
    /// <summary>The platform's name in messages, such as <c>Tower</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the package's <see cref="System.Diagnostics.ActivitySource"/> and <see cref="System.Diagnostics.Metrics.Meter"/>,
    /// such as <c>SageTasks.Tower</c>; also the log category and the user agent.</summary>
    public required string TelemetryName { get; init; }

    /// <summary>The published limit of requests per second for one credential; infinity where there is none.</summary>
    public double RequestsPerSecond { get; init; } = double.PositiveInfinity;

    /// <summary>The published limit of concurrent requests for one credential.</summary>
    public int ConcurrentRequests { get; init; } = 64;

    /// <summary>Headers that go with every request to the platform's own host, such as <c>Accept-Version: 1</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether ids never hold a slash here: one that does, such as an address pasted for an id, is refused before anything is
    /// sent.</summary>
    public bool IdsHoldNoSlash { get; init; }

    /// <summary>Reads the platform's error body. The default understands a JSON object with a message under one of the usual names;
    /// null falls back to it.</summary>
    public Func<ApiAnswer, ApiErrorDetails?> ReadError { get; init; } = static _ => null;

    /// <summary>Whether a transient refusal (408, 425, 429 or 5xx) provably came before any handler ran, so that a
    /// <see cref="RequestSafety.Once"/> request may be repeated. The default trusts none.</summary>
    public Func<ApiAnswer, bool> RefusedBeforeHandler { get; init; } = static _ => false;

    /// <summary>How long the platform's own headers ask to wait; null where they do not say. <c>Retry-After</c> is read besides.</summary>
    public Func<ApiAnswer, TimeSpan?> ReadResetDelay { get; init; } = static _ => null;

    /// <summary>The headers that tell with every answer how many requests the token has left; null where the platform has none.</summary>
    public RateLimitHeaders? RateLimitHeaders { get; init; }

    /// <summary>What a user does about a missing or refused token: which option or environment variable holds it and where to make one.</summary>
    public string? TokenAdvice { get; init; }

    /// <summary>The message for options that lack the token which this platform can't do without.</summary>
    public string MissingToken => $"{Name} needs a token. {TokenAdvice}".TrimEnd();
}
