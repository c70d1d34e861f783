using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>
/// A ledger in a bucket, a container or a folder, for any number of machines: below one prefix of a store that creates an object only where
/// there is none (<see cref="PutMode.CreateNew"/>). Whether its server does is tried before anything is written.
/// Leases are counted by the store's clock (<see cref="ObjectVersion.LastModified"/>), and the machines' time of day does not matter.
/// </summary>
/// <remarks>Thread-safe. A submission takes some fifteen small requests. The clocks of a store's own nodes, and of the machines that share a
/// folder's file system, may differ by <see cref="ClockTolerance"/>; where they differ by more, a claim can end early, and its holder finds out
/// before it sends.</remarks>
public sealed class ObjectLedger : ISubmissionLedger
{
    private static readonly TimeSpan ShortestAge = TimeSpan.FromDays(1);

    private readonly LedgerStore _objects;
    private readonly LedgerChain _chain;
    private readonly StoreClock _clock;
    private readonly StoreTrial _trial;
    private readonly TimeProvider _time;
    private readonly LedgerTelemetry _telemetry = new("objects");

    // What a claim that is alive says does not change, and whoever waits for it asks again and again.
    private readonly ConcurrentDictionary<SubmissionKey, (long Number, LedgerRecord Record)> _alive = new();

    /// <summary>Makes the ledger; nothing is sent until it is used.</summary>
    /// <param name="store">The store, which must be able to list.</param>
    /// <param name="prefix">Where its objects lie: a bucket, a prefix or a folder that nothing else writes to.</param>
    /// <param name="time">The clock for what passes between two looks at the store's; null for the system's.</param>
    /// <exception cref="ArgumentException">The store does not serve the prefix.</exception>
    public ObjectLedger(IObjectStore store, Location prefix, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(prefix);
        if (!store.Schemes.Contains(prefix.Scheme, StringComparer.Ordinal))
        {
            throw new ArgumentException($"{prefix} is not in this store, which is for {string.Join(", ", store.Schemes)}.", nameof(prefix));
        }

        _time = time ?? TimeProvider.System;
        _objects = new LedgerStore(store, prefix);
        _chain = new LedgerChain(_objects);
        _clock = new StoreClock(_time);
        _trial = new StoreTrial(_objects, _clock);
    }

    /// <summary>How long a claim outlives its lease, because a store writes times in whole seconds and its nodes' clocks differ.</summary>
    /// <value>5 seconds.</value>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <exception cref="LedgerException">The store cannot keep a ledger, refused or did not answer.</exception>
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        using var measured = _telemetry.Measure("claim", _time);
        await TryStoreAsync(cancellationToken).ConfigureAwait(false);
        var (last, known) = await ReadLastAsync(key, cancellationToken).ConfigureAwait(false);
        var isReleased = known is null or { IsReleased: true };
        if (!isReleased && IsAlive(last!, known!))
        {
            _alive[key] = (last!.Number, known!);
            _telemetry.Claimed(LedgerClaimOutcome.Held);
            return null;
        }

        _alive.TryRemove(key, out _);
        var claim = await ClaimAsync(key, lease, last, known, cancellationToken).ConfigureAwait(false);
        _telemetry.Claimed(claim is null ? LedgerClaimOutcome.Held : isReleased ? LedgerClaimOutcome.Granted : LedgerClaimOutcome.TakenOver);
        return claim;
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerException">The store refused or did not answer.</exception>
    public async Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var measured = _telemetry.Measure("read", _time);
        var (_, record) = await ReadLastAsync(key, cancellationToken).ConfigureAwait(false);
        return record?.Entry;
    }

    /// <inheritdoc/>
    /// <exception cref="LedgerException">The store refused or did not answer.</exception>
    public async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var keys = new HashSet<SubmissionKey>();
        await foreach (var found in _objects.ListAsync("", cancellationToken).ConfigureAwait(false))
        {
            if (LedgerObject.Of(found) is { } one && keys.Add(one.Key) && await ReadAsync(one.Key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Forgets work that nobody has touched for a while. What is kept whatever its age: work that is claimed, a request whose outcome is
    /// open, and a run that a person started, which nothing else connects with its work.</summary>
    /// <param name="age">How long nothing was written about the work, by the store's clock, a day at least; longer than the platform's visible
    /// history is best, as work that is forgotten and not visible either starts anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="LedgerException">The store cannot keep a ledger, refused or did not answer.</exception>
    public async Task<int> CleanUpAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, ShortestAge);
        using var measured = _telemetry.Measure("clean_up", _time);
        await TryStoreAsync(cancellationToken).ConfigureAwait(false);
        var removed = await new LedgerCleanUp(_objects, _clock, IsAlive).RunAsync(age, cancellationToken).ConfigureAwait(false);
        _telemetry.Removed(removed);
        return removed;
    }

    private async Task<ILedgerClaim?> ClaimAsync(SubmissionKey key, TimeSpan lease, LedgerObject? last, LedgerRecord? known, CancellationToken cancellationToken)
    {
        var number = last?.Number + 1 ?? LedgerObject.FirstNumber(_clock.Now);
        var record = new LedgerRecord
        {
            Holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}",
            Lease = lease,
            Entry = known?.Entry,
            RecordedAt = known?.Entry is null ? null : known.RecordedAt ?? last!.WrittenAt,
        };
        if (await _chain.AppendAsync(key, last, number, record, cancellationToken).ConfigureAwait(false) is not { } link)
        {
            return null;
        }

        // The claim is made, so no cancellation may leave it behind without a holder.
        await _objects.DeleteAsync(link.Older, CancellationToken.None).ConfigureAwait(false);
        _clock.Read(link.Written.WrittenAt);
        return new ObjectLedgerClaim(_objects, _telemetry, _time, link.Written, record, link.Written.WrittenAt - record.RecordedAt);
    }

    private bool IsAlive(LedgerObject last, LedgerRecord record) => _clock.Now < last.WrittenAt + record.Lease + ClockTolerance;

    private async Task<(LedgerObject? Last, LedgerRecord? Record)> ReadLastAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chain = await _objects.ListAsync(key, cancellationToken).ConfigureAwait(false);
            if (chain.Count == 0)
            {
                return (null, null);
            }

            // A later writer may remove it between the list and the reading: then the list says more.
            if (await ReadAsync(chain[^1], cancellationToken).ConfigureAwait(false) is { } record)
            {
                return (chain[^1], record);
            }
        }
    }

    private async Task<LedgerRecord?> ReadAsync(LedgerObject last, CancellationToken cancellationToken) =>
        _alive.TryGetValue(last.Key, out var alive) && alive.Number == last.Number
            ? alive.Record
            : await _objects.ReadAsync(last.Location, cancellationToken).ConfigureAwait(false);

    // Callers that come at once may each try: a trial disturbs no other.
    private Task TryStoreAsync(CancellationToken cancellationToken) => _clock.IsStale ? _trial.RunAsync(cancellationToken) : Task.CompletedTask;
}
