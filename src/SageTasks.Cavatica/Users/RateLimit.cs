namespace SageTasks.Cavatica;

/// <summary>How many requests the token has left.</summary>
public sealed record RateLimit
{
    /// <summary>The requests of the current window.</summary>
    public RateWindow? Rate { get; init; }

    /// <summary>The computation instances in parallel; a limit of -1 stands for none.</summary>
    public RateWindow? InstanceLimit { get; init; }
}
