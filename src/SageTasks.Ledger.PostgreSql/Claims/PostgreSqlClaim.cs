using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>A claim of a <see cref="PostgreSqlLedger"/>: the row whose fence is this one.</summary>
internal sealed class PostgreSqlClaim(LedgerDatabase database, LedgerTelemetry telemetry, SubmissionKey key, TimeSpan lease, GrantedClaim granted) : ILedgerClaim
{
    public LedgerEntry? Entry { get; private set; } = granted.Entry;

    public TimeSpan? EntryAge => granted.EntryAge;

    public long Fence => granted.Fence;

    public async Task RenewAsync(CancellationToken cancellationToken = default)
    {
        using var measured = telemetry.Measure("renew", database.Time);
        Require(await ClaimStatements.RenewAsync(database, key, Fence, lease, cancellationToken).ConfigureAwait(false));
    }

    public async Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var measured = telemetry.Measure("record", database.Time);
        Require(await ClaimStatements.RecordAsync(database, key, Fence, lease, entry, cancellationToken).ConfigureAwait(false));
        Entry = entry;
    }

    public async ValueTask DisposeAsync()
    {
        using var measured = telemetry.Measure("release", database.Time);
        await ClaimStatements.ReleaseAsync(database, key, Fence, CancellationToken.None).ConfigureAwait(false);
    }

    private void Require(bool isHeld)
    {
        if (!isHeld)
        {
            telemetry.Lost();
            throw new LedgerClaimLostException(key);
        }
    }
}
