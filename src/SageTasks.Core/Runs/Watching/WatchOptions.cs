namespace SageTasks.Runs;

/// <summary>How runs are watched.</summary>
public sealed record WatchOptions
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(30);

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

    /// <exception cref="ArgumentException">A time is not positive, or an interval too long to wait for: a platform would be asked without a pause.</exception>
    internal void Check()
    {
        if (MinInterval <= TimeSpan.Zero || MaxInterval <= TimeSpan.Zero || MinInterval > LongestInterval || MaxInterval > LongestInterval)
        {
            throw new ArgumentException($"{nameof(MinInterval)} is {MinInterval} and {nameof(MaxInterval)} {MaxInterval}: give them more than zero and at most {LongestInterval}.");
        }

        if (Deadline < TimeSpan.Zero || StallAfter <= TimeSpan.Zero || GiveUpAfter < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(Deadline)}, {nameof(StallAfter)} and {nameof(GiveUpAfter)} are times from now: give them no negative one.");
        }
    }
}
