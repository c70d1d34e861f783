namespace SageTasks.Cavatica;

/// <summary>An amount of money.</summary>
public sealed record BillingBalance
{
    /// <summary>The currency, such as USD.</summary>
    public string? Currency { get; init; }

    /// <summary>The amount.</summary>
    public decimal? Amount { get; init; }
}
