namespace SageTasks.ContractSuites;

/// <summary>A clock that nobody has to wait for: when all that runs has come to rest, it jumps to the next moment that somebody waits for.
/// What is due at different moments happens in the order of the moments, however slow the machine is.</summary>
public sealed class SkippingTime : TimeProvider
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _activity;
    private bool _isWatching;
    private int _held;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            _activity++;
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiter = new Waiter(this, () => callback(state));
        waiter.Change(dueTime, period);
        return waiter;
    }

    /// <summary>Keeps the clock where it is until what is returned is disposed: while a request is under way, which no clock can see.</summary>
    public IDisposable Hold()
    {
        lock (_lock)
        {
            _held++;
        }

        return new Holding(this);
    }

    private void Add(Waiter waiter)
    {
        _waiters.Add(waiter);
        if (!_isWatching)
        {
            _isWatching = true;
            _ = Task.Run(WatchAsync);
        }
    }

    private async Task WatchAsync()
    {
        var seen = -1L;
        while (true)
        {
            await Task.Delay(Rest).ConfigureAwait(false);
            Waiter? due;
            lock (_lock)
            {
                if (_waiters.Count == 0)
                {
                    _isWatching = false;
                    return;
                }

                if (_held > 0 || _activity != seen || ThreadPool.PendingWorkItemCount > 0)
                {
                    seen = _activity;
                    continue;
                }

                due = _waiters.MinBy(waiter => waiter.At)!;
                _waiters.Remove(due);
                _now = due.At > _now ? due.At : _now;
            }

            due.Fire();
            lock (_lock)
            {
                seen = _activity;
            }
        }
    }

    private sealed class Holding(SkippingTime time) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            lock (time._lock)
            {
                time._activity++;
                time._held -= _isOver ? 0 : 1;
                _isOver = true;
            }
        }
    }

    private sealed class Waiter(SkippingTime time, Action fire) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._activity++;
                time._waiters.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = time._now + dueTime;
                    time.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
