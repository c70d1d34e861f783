using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>A ledger in which another one holds every piece of work, and which takes some time to say so.</summary>
internal sealed class HeldLedger(TimeSpan answersAfter, TimeProvider time) : ISubmissionLedger
{
    /// <summary>When it was asked for a claim.</summary>
    public List<DateTimeOffset> Asked { get; } = [];

    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        Asked.Add(time.GetUtcNow());
        await Task.Delay(answersAfter, time, cancellationToken);
        return null;
    }

    public Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default) => Task.FromResult<LedgerEntry?>(null);

    public IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<LedgerEntry>();
}
