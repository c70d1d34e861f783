namespace SageTasks.Wes;

/// <summary>The server's clock, carried on by this process's own between answers.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private (DateTimeOffset Time, long At)? _last;

    public DateTimeOffset? Now
    {
        get
        {
            lock (_lock)
            {
                return _last is { } last ? last.Time + time.GetElapsedTime(last.At) : null;
            }
        }
    }

    public void Set(DateTimeOffset? serverTime)
    {
        if (serverTime is { } now)
        {
            lock (_lock)
            {
                _last = (now, time.GetTimestamp());
            }
        }
    }
}
