using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>A ledger with a clock of its own, which says how old entries are.</summary>
internal sealed class KnowingLedger(ISubmissionLedger inner, TimeSpan age) : ISubmissionLedger
{
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default) =>
        await inner.TryClaimAsync(key, lease, cancellationToken) is { } claim ? new Claim(claim, age) : null;

    public Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default) => inner.ReadAsync(key, cancellationToken);

    public IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) => inner.ListAsync(cancellationToken);

    private sealed class Claim(ILedgerClaim claim, TimeSpan age) : ILedgerClaim
    {
        public LedgerEntry? Entry => claim.Entry;

        public TimeSpan? EntryAge => age;

        public long Fence => claim.Fence;

        public Task RenewAsync(CancellationToken cancellationToken = default) => claim.RenewAsync(cancellationToken);

        public Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) => claim.RecordAsync(entry, cancellationToken);

        public ValueTask DisposeAsync() => claim.DisposeAsync();
    }
}
