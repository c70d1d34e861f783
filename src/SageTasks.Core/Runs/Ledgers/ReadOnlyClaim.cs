namespace SageTasks.Runs;

/// <summary>What a ledger knows, for a look that records nothing.</summary>
internal sealed class ReadOnlyClaim(LedgerEntry? entry) : ILedgerClaim
{
    public LedgerEntry? Entry => entry;

    public long Fence => 0;

    public Task RenewAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing is claimed.");

    public Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nothing is claimed.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
