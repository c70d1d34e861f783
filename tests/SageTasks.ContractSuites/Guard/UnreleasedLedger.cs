using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>The ledger of a process that is about to be killed: its claims are never released.</summary>
internal sealed class UnreleasedLedger(ISubmissionLedger inner) : ISubmissionLedger
{
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default) =>
        await inner.TryClaimAsync(key, lease, cancellationToken) is { } claim ? new Claim(claim) : null;

    public Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default) => inner.ReadAsync(key, cancellationToken);

    public IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    private sealed class Claim(ILedgerClaim claim) : ILedgerClaim
    {
        public LedgerEntry? Entry => claim.Entry;

        public TimeSpan? EntryAge => claim.EntryAge;

        public long Fence => claim.Fence;

        public Task RenewAsync(CancellationToken cancellationToken = default) => claim.RenewAsync(cancellationToken);

        public Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) => claim.RecordAsync(entry, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
