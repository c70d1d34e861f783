namespace SageTasks.Http;

/// <summary>What a platform's error body says.</summary>
public sealed record ApiErrorDetails
{
    /// <summary>The platform's own error code; null where it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The platform's own words; null where it gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>Further findings, one line each.</summary>
    public IReadOnlyList<string> Details { get; init => field = value ?? []; } = [];

    /// <summary>The id under which the platform logged the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the user can do about it; null leaves the pipeline's own advice.</summary>
    public string? Advice { get; init; }
}
