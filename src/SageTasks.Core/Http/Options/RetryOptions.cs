namespace SageTasks.Http;

/// <summary>When and how often a failed request is repeated. Whether it may be repeated at all is <see cref="RequestSafety"/>'s matter.</summary>
public sealed class RetryOptions
{
    /// <summary>How many times a request is sent at most, the first time included.</summary>
    /// <value>8.</value>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>The least wait before the second attempt; it doubles with each further one. Jitter only adds to it, and a server
    /// that asks for less does not shorten it.</summary>
    /// <value>350 milliseconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Where the doubling ends. A server's <c>Retry-After</c> may ask for more.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all attempts and the waits between them may take together; time spent waiting for the limiter does not count.
    /// A wait that would pass it is not begun: the failure surfaces instead.</summary>
    /// <value>3 minutes.</value>
    public TimeSpan TotalBudget { get; set; } = TimeSpan.FromMinutes(3);

    internal void Validate(List<string> failures)
    {
        ApiOptions.Require(failures, MaxAttempts >= 1, $"Retry.{nameof(MaxAttempts)} must be at least 1, but is {MaxAttempts}.");
        ApiOptions.Require(failures, BaseDelay > TimeSpan.Zero, $"Retry.{nameof(BaseDelay)} must be positive, but is {BaseDelay}.");
        ApiOptions.Require(failures, MaxDelay >= BaseDelay, $"Retry.{nameof(MaxDelay)} ({MaxDelay}) must not be less than Retry.{nameof(BaseDelay)} ({BaseDelay}).");
        ApiOptions.Require(failures, TotalBudget > TimeSpan.Zero, $"Retry.{nameof(TotalBudget)} must be positive, but is {TotalBudget}.");
    }

    internal RetryOptions Snapshot() => new()
    {
        MaxAttempts = MaxAttempts,
        BaseDelay = BaseDelay,
        MaxDelay = MaxDelay,
        TotalBudget = TotalBudget,
    };
}
