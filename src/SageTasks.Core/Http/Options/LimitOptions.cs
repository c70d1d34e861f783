namespace SageTasks.Http;

/// <summary>How fast this process may ask. All clients with the same host (or limit group) and credential share one limiter;
/// where they are configured differently, the strictest setting holds.</summary>
public sealed class LimitOptions
{
    /// <summary>Requests per second.</summary>
    /// <value>null: the platform's published limit.</value>
    public double? RequestsPerSecond { get; set; }

    /// <summary>Requests at the same time.</summary>
    /// <value>null: the platform's published limit.</value>
    public int? ConcurrentRequests { get; set; }

    /// <summary>The part of both limits that this process takes, since colleagues and other processes use the same token.</summary>
    /// <value>1.0: all of it.</value>
    public double Share { get; set; } = 1.0;

    internal void Validate(List<string> failures)
    {
        ApiOptions.Require(failures, RequestsPerSecond is null or > 0, $"Limit.{nameof(RequestsPerSecond)} must be positive, but is {RequestsPerSecond}.");
        ApiOptions.Require(failures, ConcurrentRequests is null or > 0, $"Limit.{nameof(ConcurrentRequests)} must be positive, but is {ConcurrentRequests}.");
        ApiOptions.Require(failures, Share is > 0 and <= 1, $"Limit.{nameof(Share)} must be more than 0 and at most 1, but is {Share}.");
    }

    internal LimitOptions Snapshot() => new()
    {
        RequestsPerSecond = RequestsPerSecond,
        ConcurrentRequests = ConcurrentRequests,
        Share = Share,
    };
}
