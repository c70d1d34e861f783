namespace SageTasks.TransferStorm.Pairs;

/// <summary>How requests fare: each takes a while, so that a worker can die in between, and some bodies break off.</summary>
internal sealed class Weather(double faults, int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public Task DelayAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(5 + (Next() * 40)), cancellationToken);

    /// <summary>After how many bytes a body breaks off; null lets it be.</summary>
    public long? CutAfter(long length) => Next() < faults ? (long)(length * Next()) : null;

    private double Next()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}
