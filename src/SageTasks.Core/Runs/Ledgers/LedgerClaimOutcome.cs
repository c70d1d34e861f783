namespace SageTasks.Runs;

/// <summary>How a ledger answered to a claim.</summary>
internal enum LedgerClaimOutcome
{
    /// <summary>Another claim is alive.</summary>
    Held,

    /// <summary>Nobody had the work.</summary>
    Granted,

    /// <summary>The claim before it ran out.</summary>
    TakenOver,
}
