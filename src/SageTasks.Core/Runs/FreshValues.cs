using System.Collections.Concurrent;

namespace SageTasks.Runs;

/// <summary>Keeps what was read for a while, so that a thousand launches of one pipeline look its names up once. Whoever asks while a reading
/// is under way waits for it; one that failed is forgotten.</summary>
internal sealed class FreshValues<T>(TimeSpan lifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task<T> GetAsync(string name, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            var entry = _entries.GetOrAdd(name, _ => new Entry(time.GetUtcNow() + lifetime));
            if (entry.IsFresh(time.GetUtcNow()))
            {
                return await entry.Start(read).WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            _entries.TryRemove(KeyValuePair.Create(name, entry));
        }
    }

    private sealed class Entry(DateTimeOffset until)
    {
        private readonly Lock _lock = new();
        private Task<T>? _value;

        public bool IsFresh(DateTimeOffset now)
        {
            lock (_lock)
            {
                return now < until && _value is not { IsFaulted: true } and not { IsCanceled: true };
            }
        }

        // The reading belongs to everyone who waits, so the first one's token must not end it.
        public Task<T> Start(Func<CancellationToken, Task<T>> read)
        {
            lock (_lock)
            {
                return _value ??= read(CancellationToken.None);
            }
        }
    }
}
