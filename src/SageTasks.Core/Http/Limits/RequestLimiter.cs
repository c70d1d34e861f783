namespace SageTasks.Http;

/// <summary>Requests per second and concurrent requests for one credential in this process: a token bucket and a count,
/// first come first served. A free permit costs a lock and no allocation.</summary>
internal sealed class RequestLimiter : IDisposable
{
    // A tenth of a second's worth: what a server that counts in whole seconds forgives.
    private const double BurstSeconds = 0.1;

    // Two answers of one window put its end within this.
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private readonly TimeProvider _time;
    private readonly ITimer _wake;
    private double _perSecond;
    private int _concurrent;
    private int _active;
    private double _permits;
    private long _countedAt;
    private long _pausedUntil;
    private long _windowEnds;
    private long _windowLeft;
    private long _windowLowest;
    private long _windowOpenedBy;
    private long _taken;

    public RequestLimiter(double perSecond, int concurrent, TimeProvider time)
    {
        _time = time;
        _perSecond = perSecond;
        _concurrent = concurrent;
        _permits = Burst;
        _countedAt = time.GetTimestamp();
        _pausedUntil = _countedAt;
        _windowEnds = _countedAt;
        _wake = time.CreateTimer(static self => ((RequestLimiter)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private double Burst => Math.Max(1, _perSecond * BurstSeconds);

    public ValueTask<LimiterPermit> AcquireAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<LimiterPermit>(cancellationToken);
        }

        Waiter waiter;
        lock (_gate)
        {
            if (_waiting.Count == 0 && WaitForPermit() == TimeSpan.Zero)
            {
                var permit = NextPermit();
                Take();
                return ValueTask.FromResult(permit);
            }

            waiter = new Waiter(cancellationToken);
            _waiting.Enqueue(waiter);
            Pump();
        }

        return new ValueTask<LimiterPermit>(waiter.Task);
    }

    /// <summary>Lets nobody start before the time that the server asked for.</summary>
    public void Pause(TimeSpan delay)
    {
        lock (_gate)
        {
            _pausedUntil = Math.Max(_pausedUntil, _time.GetTimestamp() + ToTicks(delay));
        }
    }

    /// <summary>Takes over what the server says is left, less what is under way and what is left to others. Requests are counted and answered in any
    /// order: within a window the lowest number holds, since only the server knows which requests it counts.</summary>
    /// <param name="permit">The permit of the request that was answered.</param>
    /// <param name="allowance">What the answer said.</param>
    /// <param name="share">The part of the limit that this process takes.</param>
    public void Observe(LimiterPermit permit, RateAllowance allowance, double share)
    {
        lock (_gate)
        {
            // The server said so between the moment when the request went and now.
            var lasts = ToTicks(allowance.ResetIn);
            var (least, most) = (permit.GivenAt + lasts, _time.GetTimestamp() + lasts);
            if (permit.GivenAt >= _windowEnds || least > _windowEnds + ToTicks(SameWindow))
            {
                (_windowEnds, _windowLowest, _windowOpenedBy) = (most, allowance.Remaining, permit.Number);
            }
            else if (most > _windowEnds - ToTicks(SameWindow) && permit.Number >= _windowOpenedBy)
            {
                (_windowEnds, _windowLowest) = (Math.Max(_windowEnds, least), Math.Min(_windowLowest, allowance.Remaining));
            }
            else
            {
                return;
            }

            _windowLeft = _windowLowest - (long)(allowance.Limit * (1 - share)) - Math.Max(0, _active - 1);
        }
    }

    /// <summary>Takes over the stricter of the present and the given limits.</summary>
    public void Tighten(double perSecond, int concurrent)
    {
        lock (_gate)
        {
            _perSecond = Math.Min(_perSecond, perSecond);
            _concurrent = Math.Min(_concurrent, concurrent);
            _permits = Math.Min(_permits, Burst);
        }
    }

    public void Dispose() => _wake.Dispose();

    internal void Release()
    {
        lock (_gate)
        {
            _active--;
            Pump();
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Pump();
        }
    }

    private void Pump()
    {
        while (_waiting.TryPeek(out var next))
        {
            if (next.Task.IsCompleted)
            {
                _waiting.Dequeue();
                continue;
            }

            var wait = WaitForPermit();
            if (wait != TimeSpan.Zero)
            {
                _wake.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }

            _waiting.Dequeue();
            if (next.TryGrant(NextPermit()))
            {
                Take();
            }
        }
    }

    private LimiterPermit NextPermit() => new(this, _taken + 1, _time.GetTimestamp());

    private void Take()
    {
        _taken++;
        _active++;
        _permits--;
        _windowLeft--;
    }

    // Zero: now. Infinite: when a running request ends. Otherwise: when the bucket has filled or the pause is over.
    private TimeSpan WaitForPermit()
    {
        if (_active >= _concurrent)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var now = _time.GetTimestamp();
        if (_pausedUntil > now)
        {
            return RoundUp(_time.GetElapsedTime(now, _pausedUntil));
        }

        if (_windowLeft <= 0 && _windowEnds > now)
        {
            return RoundUp(_time.GetElapsedTime(now, _windowEnds));
        }

        if (double.IsPositiveInfinity(_perSecond))
        {
            _permits = double.MaxValue;
            return TimeSpan.Zero;
        }

        _permits = Math.Min(Burst, _permits + _time.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond);
        _countedAt = now;
        return _permits >= 1 ? TimeSpan.Zero : RoundUp(TimeSpan.FromSeconds((1 - _permits) / _perSecond));
    }

    // Timers count in whole milliseconds; a zero would mean "now".
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue - 1) + (wait == TimeSpan.Zero ? 1 : 0));

    private long ToTicks(TimeSpan delay) => (long)(delay.TotalSeconds * _time.TimestampFrequency);

    private sealed class Waiter : TaskCompletionSource<LimiterPermit>
    {
        private readonly CancellationTokenRegistration _registration;

        public Waiter(CancellationToken cancellationToken)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((Waiter)self!).TrySetCanceled(token), this);
        }

        public bool TryGrant(LimiterPermit permit)
        {
            if (!TrySetResult(permit))
            {
                return false;
            }

            _registration.Unregister();
            return true;
        }
    }
}
