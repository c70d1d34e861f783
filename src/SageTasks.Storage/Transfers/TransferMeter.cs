namespace SageTasks.Storage;

/// <summary>Counts bytes from many threads and reports the first, then at most once per interval, and once at the end.</summary>
internal sealed class TransferMeter
{
    // A new rate counts for about the last three seconds.
    private const double Smoothing = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly IProgress<TransferProgress>? _progress;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _start;
    private long _bytes;
    private long _reportedAt;
    private long _reportedBytes;
    private double _rate;
    private bool _mayGrow;
    private volatile bool _started;

    public TransferMeter(IProgress<TransferProgress>? progress, TimeProvider time)
    {
        _progress = progress;
        _time = time;
        _start = _reportedAt = time.GetTimestamp();
    }

    public long? Total { get; set; }


    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes that were there before this attempt: they count as done, not for the rate.</summary>
    public void Resume(long bytes)
    {
        lock (_lock)
        {
            Interlocked.Add(ref _bytes, bytes);
            _reportedBytes += bytes;
        }

        ReportIfDue();
    }

    /// <summary>Says what is known of the total, and whether more may come to it.</summary>
    public void Expect(long total, bool mayGrow)
    {
        lock (_lock)
        {
            (Total, _mayGrow) = (total, mayGrow);
        }
    }

    public void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        ReportIfDue();
    }

    public void Finish() => Report(last: true);

    private void ReportIfDue()
    {
        if (_progress is not null && (!_started || _time.GetElapsedTime(Volatile.Read(ref _reportedAt)) >= Interval))
        {
            Report(last: false);
        }
    }

    private void Report(bool last)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var since = _time.GetElapsedTime(_reportedAt, now);
            if (!last && _started && since < Interval)
            {
                return;
            }

            _started = true;
            var bytes = Bytes;
            UpdateRate(bytes - _reportedBytes, since);
            (_reportedAt, _reportedBytes) = (now, bytes);
            _progress.Report(new TransferProgress
            {
                Bytes = bytes,
                TotalBytes = Total,
                IsTotalFinal = Total is not null && !_mayGrow,
                BytesPerSecond = _rate,
                Elapsed = _time.GetElapsedTime(_start, now),
                Remaining = Total is { } total && !_mayGrow && _rate > 0 ? TimeSpan.FromSeconds(Math.Min((total - bytes) / _rate, 1e8)) : null,
            });
        }
    }

    private void UpdateRate(long bytes, TimeSpan since)
    {
        if (since <= TimeSpan.Zero)
        {
            return;
        }

        var current = bytes / since.TotalSeconds;
        var weight = _rate == 0 ? 1 : 1 - Math.Exp(-since.TotalSeconds / Smoothing);
        _rate += weight * (current - _rate);
    }
}
