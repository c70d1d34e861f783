namespace SageTasks.Runs;

/// <summary>Lets one submission of a work at a time through in this process, and tells each what the one before has just done.</summary>
internal sealed class InProcessClaims
{
    private readonly Dictionary<string, Work> _works = new(StringComparer.Ordinal);
    private readonly Queue<(string Work, RecentWork Recent)> _recent = new();

    public static InProcessClaims Shared { get; } = new();

    public async Task<InProcessTurn> EnterAsync(string work, TimeProvider time, CancellationToken cancellationToken = default)
    {
        Work entry;
        bool hasWaited;
        lock (_works)
        {
            ForgetOld();
            entry = _works.TryGetValue(work, out var known) ? known : _works[work] = new Work();
            hasWaited = entry.Users++ > 0;
        }

        try
        {
            await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_works)
            {
                entry.Users--;
                RemoveIfIdle(work, entry);
            }

            throw;
        }

        return new InProcessTurn(this, work, hasWaited, Recent(work, time));
    }

    /// <summary>What the last submission of a work has left to know; null where it is so long ago that look-ups show it.</summary>
    public RecentWork? Recent(string work, TimeProvider time)
    {
        lock (_works)
        {
            return _works.TryGetValue(work, out var entry) && entry.Recent is { IsOver: false } recent && recent.Time == time ? recent : null;
        }
    }

    internal void Leave(string work, RecentWork? recent)
    {
        lock (_works)
        {
            var entry = _works[work];
            if (recent is not null && recent != entry.Recent)
            {
                _recent.Enqueue((work, recent));
            }

            entry.Recent = recent;
            entry.Users--;
            entry.Gate.Release();
            RemoveIfIdle(work, entry);
        }
    }

    private void ForgetOld()
    {
        while (_recent.TryPeek(out var oldest) && oldest.Recent.IsOver)
        {
            _recent.Dequeue();
            if (_works.TryGetValue(oldest.Work, out var entry))
            {
                entry.Recent = entry.Recent == oldest.Recent ? null : entry.Recent;
                RemoveIfIdle(oldest.Work, entry);
            }
        }
    }

    private void RemoveIfIdle(string work, Work entry)
    {
        if (entry is { Users: 0, Recent: null })
        {
            _works.Remove(work);
            entry.Gate.Dispose();
        }
    }

    private sealed class Work
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }

        public RecentWork? Recent { get; set; }
    }
}
