using System.Runtime.CompilerServices;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>A ledger whose database has the time of a test: the connections find another <c>clock_timestamp()</c> before PostgreSQL's own.</summary>
internal sealed class ShiftedDatabase(ISubmissionLedger ledger, Func<Task> shift) : ISubmissionLedger
{
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        await shift();
        return await ledger.TryClaimAsync(key, lease, cancellationToken) is { } claim ? new Claim(claim, shift) : null;
    }

    public async Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default) => await ledger.ReadAsync(key, cancellationToken);

    public async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in ledger.ListAsync(cancellationToken))
        {
            yield return entry;
        }
    }

    private sealed class Claim(ILedgerClaim claim, Func<Task> shift) : ILedgerClaim
    {
        public LedgerEntry? Entry => claim.Entry;

        public TimeSpan? EntryAge => claim.EntryAge;

        public long Fence => claim.Fence;

        public async Task RenewAsync(CancellationToken cancellationToken = default)
        {
            await shift();
            await claim.RenewAsync(cancellationToken);
        }

        public async Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
        {
            await shift();
            await claim.RecordAsync(entry, cancellationToken);
        }

        public ValueTask DisposeAsync() => claim.DisposeAsync();
    }
}
