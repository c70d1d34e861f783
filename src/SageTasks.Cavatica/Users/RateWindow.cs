namespace SageTasks.Cavatica;

/// <summary>What is left of an allowance.</summary>
public sealed record RateWindow
{
    /// <summary>The allowance in all.</summary>
    public long? Limit { get; init; }

    /// <summary>What is left of it.</summary>
    public long? Remaining { get; init; }

    /// <summary>When the window ends and the allowance is whole again, in seconds since 1970.</summary>
    public long? Reset { get; init; }
}
