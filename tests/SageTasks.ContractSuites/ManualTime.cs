using System.Diagnostics;

namespace SageTasks.ContractSuites;

/// <summary>A clock that moves only when told.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), isTimeout: state is CancellationTokenSource);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += span;
            due = _timers.Where(timer => timer.At <= _now).ToList();
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Waits until somebody waits for less than the given time, and answers for how long.</summary>
    public async Task<TimeSpan> NextWaitAsync(TimeSpan below)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(2))
        {
            lock (_gate)
            {
                var waits = _timers.Select(timer => timer.At - _now).Where(wait => wait < below).ToList();
                if (waits.Count > 0)
                {
                    return waits.Min();
                }
            }
        }

        throw new TimeoutException("Nobody waits.");
    }

    /// <summary>How long somebody waits on purpose, deadlines left out; null when what runs has ended first.</summary>
    public async Task<TimeSpan?> NextDelayAsync(Task running)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(2))
        {
            if (running.IsCompleted)
            {
                return null;
            }

            lock (_gate)
            {
                if (_timers.Where(timer => !timer.IsTimeout).Select(timer => (DateTimeOffset?)timer.At).Min() is { } next)
                {
                    return next - _now;
                }
            }
        }

        throw new TimeoutException("Nobody waits, and nothing ends.");
    }

    private sealed class ManualTimer(ManualTime time, Action fire, bool isTimeout) : ITimer
    {
        public bool IsTimeout => isTimeout;

        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = time._now + dueTime;
                    time._timers.Add(this);
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
