namespace SageTasks.Storage;

/// <summary>Counts what a plan moves, and what it has to move as far as that is known.</summary>
internal sealed class PlanMeter
{
    private readonly TransferMeter _meter;
    private readonly Lock _lock = new();
    private long _total;

    // The reading of the plan itself, and the objects whose size nobody has told.
    private long _unknown = 1;

    public PlanMeter(IProgress<TransferProgress>? progress, TimeProvider time) => _meter = new TransferMeter(progress, time);

    /// <summary>Counts an object of the plan, which is perhaps of known size.</summary>
    public void Read(TransferItem item) => Change(item.Size ?? 0, item.Size is null ? 1 : 0);

    /// <summary>Says that no more objects come.</summary>
    public void End() => Change(0, -1);

    /// <summary>What one object reports.</summary>
    public Share For(TransferItem item) => new(this, item);

    public void Finish() => _meter.Finish();

    private void Change(long bytes, int unknown)
    {
        lock (_lock)
        {
            _total += bytes;
            _unknown += unknown;
            _meter.Expect(_total, mayGrow: _unknown > 0);
        }
    }

    /// <summary>Adds one object to the whole; what a failed attempt has brought is taken off again.</summary>
    internal sealed class Share(PlanMeter plan, TransferItem item) : IProgress<TransferProgress>
    {
        private bool _isKnown;
        private long _reported;

        /// <summary>Says how large the object is; null where that stays unknown.</summary>
        public void Know(long? size)
        {
            if (!_isKnown)
            {
                _isKnown = true;
                plan.Change((size ?? 0) - (item.Size ?? 0), item.Size is null ? -1 : 0);
            }
        }

        public void Report(TransferProgress value) => Report(value.Bytes);

        /// <summary>Says how much of the object is there.</summary>
        public void Report(long bytes) => plan._meter.Add(bytes - Interlocked.Exchange(ref _reported, bytes));

        /// <summary>Says that the object was there already.</summary>
        public void Skip(long bytes) => plan._meter.Resume(bytes);
    }
}
