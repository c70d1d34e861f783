using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>A claim of an <see cref="ObjectLedger"/>: its holder appends to the chain for as long as nobody else has.</summary>
internal sealed class ObjectLedgerClaim(
    LedgerStore objects, LedgerTelemetry telemetry, TimeProvider time, LedgerObject first, LedgerRecord record, TimeSpan? entryAge) : ILedgerClaim
{
    private const int MostOlder = 8;

    private readonly LedgerChain _chain = new(objects);
    private readonly LedgerObject _first = first;
    private LedgerObject _last = first;
    private LedgerRecord _record = record;
    private DateTimeOffset? _recordedAt = record.RecordedAt;
    private IReadOnlyList<Location> _older = [];

    public LedgerEntry? Entry => _record.Entry;

    public TimeSpan? EntryAge => entryAge;

    public long Fence => _first.Number;

    public async Task RenewAsync(CancellationToken cancellationToken = default)
    {
        using var measured = telemetry.Measure("renew", time);
        await WriteAsync(_record with { RecordedAt = _recordedAt }, cancellationToken).ConfigureAwait(false);
    }

    public async Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var measured = telemetry.Measure("record", time);
        await WriteAsync(_record with { Entry = entry, RecordedAt = null }, cancellationToken).ConfigureAwait(false);
        _recordedAt = _last.WrittenAt;
    }

    public async ValueTask DisposeAsync()
    {
        using var measured = telemetry.Measure("release", time);
        var released = _record with { IsReleased = true, RecordedAt = _recordedAt };
        if (await objects.TryCreateAsync(objects.Place(LedgerObject.NameOf(_first.Key, _last.Number + 1)), released, CancellationToken.None).ConfigureAwait(false))
        {
            await objects.DeleteAsync(_older.Append(_last.Location), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(LedgerRecord next, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChainLink? link;
        while ((link = await _chain.AppendAsync(_first.Key, _last, _last.Number + 1, next, cancellationToken).ConfigureAwait(false)) is null)
        {
            if (!await FindOwnAsync(cancellationToken).ConfigureAwait(false))
            {
                telemetry.Lost();
                throw new LedgerClaimLostException(_first.Key);
            }
        }

        (_record, _last, _older) = (next, link.Written, link.Older);
        if (_older.Count >= MostOlder)
        {
            await objects.DeleteAsync(_older, cancellationToken).ConfigureAwait(false);
            _older = [];
        }
    }

    /// <summary>Whether what took the next number is an earlier write of this claim whose answer was lost; then it goes on from there.</summary>
    private async Task<bool> FindOwnAsync(CancellationToken cancellationToken)
    {
        var next = (await objects.ListAsync(_first.Key, cancellationToken).ConfigureAwait(false)).Find(found => found.Number == _last.Number + 1);
        if (next is null || (await objects.ReadAsync(next.Location, cancellationToken).ConfigureAwait(false))?.Holder != _record.Holder)
        {
            return false;
        }

        _last = next;
        return true;
    }
}
