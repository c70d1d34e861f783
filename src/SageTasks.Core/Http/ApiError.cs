namespace SageTasks.Http;

/// <summary>What is known about a request that failed. Holds no token, no signed query value and no other secret.</summary>
public sealed record ApiError
{
    /// <summary>The platform that was asked, such as <c>Tower</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The request's address, query values that could be secret replaced.</summary>
    public required string Uri { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The platform's own error code; null where it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The platform's own words; null where it gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>The platform's further findings, one line each, such as the violations of a refused launch.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The id under which the platform logged the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the same request could succeed later without any change.</summary>
    public bool CanRetry { get; init; }

    /// <summary>How long the platform asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many times the request was sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>What the user can do about it; null where the reason says enough.</summary>
    public string? Advice { get; init; }
}
