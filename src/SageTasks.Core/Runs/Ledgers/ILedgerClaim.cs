namespace SageTasks.Runs;

/// <summary>A claim on a piece of work. Disposing of it releases it.</summary>
public interface ILedgerClaim : IAsyncDisposable
{
    /// <summary>What is recorded about the work; null before anything was.</summary>
    LedgerEntry? Entry { get; }

    /// <summary>How long ago the <see cref="Entry"/> that this claim found was recorded, by the clock of the ledger's own server; null where
    /// there was none, and where a ledger has only the clocks of the machines that use it.</summary>
    TimeSpan? EntryAge => null;

    /// <summary>A number that grows with every claim on the same work, so that a late writer can be told from the current one.</summary>
    long Fence { get; }

    /// <summary>Extends the lease. Called just before the request is sent, and again and again while it waits for its turn.</summary>
    /// <exception cref="LedgerClaimLostException">Another caller has taken the claim over.</exception>
    /// <exception cref="LedgerException">The ledger did not answer, or refused.</exception>
    Task RenewAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces what is recorded about the work. Durable when it returns.</summary>
    /// <exception cref="LedgerClaimLostException">Another caller has taken the claim over.</exception>
    /// <exception cref="LedgerException">The ledger did not answer, or refused.</exception>
    Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default);
}
