namespace SageTasks.Storage;

/// <summary>The store's clock, known by an object that was just written: what it said then and what has passed since on this machine.
/// It is never ahead of the store, so that no lease ends early; the machine's time of day does not matter.</summary>
internal sealed class StoreClock(TimeProvider time)
{
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _said;
    private long _at;

    /// <summary>Whether the clock was read so long ago that the machine's own could have drifted.</summary>
    public bool IsStale
    {
        get
        {
            lock (_lock)
            {
                return _said == default || time.GetElapsedTime(_at) > Stale;
            }
        }
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _said + time.GetElapsedTime(_at);
            }
        }
    }

    /// <summary>Takes note of when something was written, after it was.</summary>
    public void Read(DateTimeOffset writtenAt)
    {
        lock (_lock)
        {
            // The latest reading says most, unless an older one already knew better.
            if (_said == default || time.GetElapsedTime(_at) > Stale || writtenAt > _said + time.GetElapsedTime(_at))
            {
                (_said, _at) = (writtenAt, time.GetTimestamp());
            }
        }
    }
}
