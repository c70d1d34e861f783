namespace SageTasks.Runs;

/// <summary>A memory shared by all submitters: who is submitting which work, what was sent, and what came of it.
/// With a ledger, processes take turns instead of finding out afterwards, and an intent is durable before its request is sent.</summary>
public interface ISubmissionLedger
{
    /// <summary>Claims a piece of work for this caller alone, or answers null while another claim on it is alive.
    /// A claim whose lease has run out is taken over.</summary>
    /// <param name="key">The work.</param>
    /// <param name="lease">How long the claim stays alive without being renewed.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    /// <exception cref="LedgerException">The ledger did not answer, or refused.</exception>
    Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>What the ledger knows about a piece of work; null where it knows nothing.</summary>
    /// <exception cref="LedgerException">The ledger did not answer, or refused.</exception>
    Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default);

    /// <summary>Every piece of work that the ledger knows, in no particular order.</summary>
    /// <exception cref="LedgerException">The ledger did not answer, or refused.</exception>
    IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default);
}
