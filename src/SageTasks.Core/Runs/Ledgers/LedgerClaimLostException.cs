namespace SageTasks.Runs;

/// <summary>The lease of a ledger's claim ran out and another caller has taken the work over. Nothing more was sent.</summary>
public class LedgerClaimLostException : SubmissionException
{
    /// <summary>Creates the exception.</summary>
    public LedgerClaimLostException(SubmissionKey key)
        : base(key, $"The claim on the work {key} was taken over by another process, so nothing more was sent. Submit again to attach to its run.")
    {
    }
}
