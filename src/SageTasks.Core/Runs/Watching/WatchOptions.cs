namespace SageTasks.Runs;

/// <summary>How runs are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>The shortest time between two questions, used after every change. Default: 2 seconds.</summary>
    public TimeSpan MinInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two questions, reached by half as much again each time nothing changes. Default: 1 minute.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to watch at most; null without end. Then a <see cref="TimeoutException"/> names the runs that have not ended.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>How long a state may stay the same before <see cref="RunChangeKind.Stalled"/> is said; null for ever.</summary>
    public TimeSpan? StallAfter { get; init; }

    /// <summary>How long the platform may fail to answer before its error is thrown. Default: 1 hour.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(1);
}
