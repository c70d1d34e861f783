using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>Plays processes that know nothing of each other.</summary>
public static class OtherProcess
{
    /// <summary>A guard that shares nothing with others in this process.</summary>
    public static SubmissionGuard Guard(TimeProvider time, ISubmissionLedger? ledger = null) =>
        new(new SubmissionGuardOptions { Claims = new InProcessClaims(), LedgerLease = TimeSpan.FromMinutes(10) }, ledger, time: time);
}
