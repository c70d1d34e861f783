namespace SageTasks.Runs;

/// <summary>What a ledger knows about a piece of work.</summary>
public sealed record LedgerEntry
{
    /// <summary>The identity of the work.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>A request that was about to be sent and whose outcome is not recorded; null where there is none.</summary>
    public LedgerIntent? OpenIntent { get; init; }

    /// <summary>The newest run known to do the work; null before there was one.</summary>
    public LedgerRun? Run { get; init; }
}
