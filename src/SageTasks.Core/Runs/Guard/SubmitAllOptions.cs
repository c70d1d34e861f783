namespace SageTasks.Runs;

/// <summary>How many submissions are handled together.</summary>
public sealed record SubmitAllOptions
{
    /// <summary>How many plans share one look-up. Default: 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>How many plans are prepared at the same time; what is sent at the same time is bounded by the client's limiter. Default: 8.</summary>
    public int PrepareConcurrency { get; init; } = 8;

    /// <summary>Stops at the first plan that fails, after those under way have ended. Default: false.</summary>
    public bool StopOnError { get; init; }
}
