namespace SageTasks.ContractSuites;

/// <summary>A clock that nobody has to wait for: when all that runs has come to rest, it jumps to the next moment that somebody waits for.
/// What is due at different moments happens in the order of the moments, however slow the machine is.</summary>
public sealed class SkippingTime : TimeProvider
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly AsyncLocal<Holding?> _holding = new();
    private readonly List<Waiter> _waiters = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _activity;
    private bool _isWatching;
    private int _held;

    public SkippingTime() => WhileHeld = new Letting(this);

    /// <summary>The same clock for whoever pauses between two requests of what holds it.</summary>
    public TimeProvider WhileHeld { get; }

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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Start(holding: null, callback, state, dueTime, period);

    /// <summary>Keeps the clock where it is until what is returned is disposed: while a request is under way, which no clock can see.
    /// Whoever waits by <see cref="WhileHeld"/> meanwhile lets it go on for as long.</summary>
    public IDisposable Hold()
    {
        lock (_lock)
        {
            _held++;
        }

        return _holding.Value = new Holding(this);
    }

    private Waiter Start(Holding? holding, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiter = new Waiter(this, holding, () => callback(state));
        waiter.Change(dueTime, period);
        return waiter;
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
                due.EndWait();
                _now = due.At > _now ? due.At : _now;
            }

            due.Fire();
            lock (_lock)
            {
                seen = _activity;
            }
        }
    }

    private sealed class Letting(SkippingTime time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.Start(time._holding.Value, callback, state, dueTime, period);
    }

    private sealed class Holding(SkippingTime time) : IDisposable
    {
        private bool _isOver;
        private int _waits;

        public void BeginWait()
        {
            time._held -= !_isOver && _waits++ == 0 ? 1 : 0;
        }

        public void EndWait()
        {
            time._held += !_isOver && --_waits == 0 ? 1 : 0;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._activity++;
                time._held -= !_isOver && _waits == 0 ? 1 : 0;
                _isOver = true;
            }
        }
    }

    private sealed class Waiter(SkippingTime time, Holding? holding, Action fire) : ITimer
    {
        private bool _waits;

        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        /// <summary>Called under the clock's lock.</summary>
        public void EndWait()
        {
            if (_waits)
            {
                _waits = false;
                holding?.EndWait();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._activity++;
                time._waiters.Remove(this);
                EndWait();
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = time._now + dueTime;
                    _waits = true;
                    holding?.BeginWait();
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
