namespace SageTasks.Reports;

/// <summary>What a platform says that a run cost. Nothing here is computed: a platform that names no cost has none.</summary>
public sealed record RunCost
{
    /// <summary>The amount, in units of the currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency, such as USD; null where the platform names none.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the platform calls it an estimate rather than what is billed.</summary>
    public bool IsEstimate { get; init; }
}
