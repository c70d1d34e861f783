using Microsoft.Extensions.Logging;

namespace SageTasks.Runs;

/// <summary>What every submission of a guard uses.</summary>
internal sealed record GuardContext(SubmissionGuardOptions Options, ISubmissionLedger? Ledger, TimeProvider Time, ILogger Logger)
{
    public SubmissionForms Forms { get; } = new(Options.SecretKey, Options.OlderForms);
}
