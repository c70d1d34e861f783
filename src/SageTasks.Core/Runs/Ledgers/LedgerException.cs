namespace SageTasks.Runs;

/// <summary>A ledger could not be read or written. A request that was not sent yet is not sent without it: submit again when the ledger can be
/// reached.</summary>
public class LedgerException : IOException
{
    /// <summary>Creates the exception.</summary>
    public LedgerException(string message, bool canRetry = false, Exception? innerException = null)
        : base(message, innerException) => CanRetry = canRetry;

    /// <summary>Whether the same call could succeed later.</summary>
    public bool CanRetry { get; }
}
