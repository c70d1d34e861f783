namespace SageTasks.Testing;

/// <summary>The platform's clocks: the true one, and the one that clients are shown.</summary>
internal sealed class PlatformClock(TimeProvider time, FaultInjector faults)
{
    public TimeProvider Time { get; } = time;

    /// <summary>What the time really is.</summary>
    public DateTimeOffset True => Time.GetUtcNow();

    /// <summary>What the server says that it is.</summary>
    public DateTimeOffset Shown => Time.GetUtcNow() + faults.Skew;
}
