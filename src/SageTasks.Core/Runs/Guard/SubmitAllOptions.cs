namespace SageTasks.Runs;

/// <summary>How many submissions are handled together.</summary>
public sealed record SubmitAllOptions
{
    /// <summary>How many plans share one look-up. Default: 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>How many plans are prepared at the same time; what is sent at the same time is bounded by the client's limiter. Default: 8.</summary>
    public int PrepareConcurrency { get; init; } = 8;

    /// <summary>Begins no further batch after a plan has failed; the batch under way is carried to its end. Default: false.</summary>
    public bool StopOnError { get; init; }
}
