namespace SageTasks.Testing;

/// <summary>The limits on one user's requests. A request beyond them is answered with 429 and no <c>Retry-After</c>.</summary>
public sealed record SynapseThrottle
{
    /// <summary>How many requests may run at a time; 3 on the real server.</summary>
    public int Concurrent { get; init; } = 3;

    /// <summary>How many requests may come in one <see cref="Window"/>; 600 on the real server.</summary>
    public int PerWindow { get; init; } = 600;

    /// <summary>The stretch of time that <see cref="PerWindow"/> counts in; 60 seconds on the real server.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);
}
