using System.CommandLine;
using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>Where the guard keeps what it must not forget, and where evidence goes.</summary>
internal sealed class GuardOptions
{
    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = "What all submitters share, so that no second run starts, not even for a moment: a folder, a prefix of a store (s3://…), or postgres://user@host/database.",
        HelpName = "LEDGER",
    };

    private readonly EvidenceOption _evidence = new();

    /// <param name="needsLedger">Whether the command means nothing without a ledger.</param>
    public GuardOptions(bool needsLedger = false) => _ledger.Required = needsLedger;

    public IEnumerable<Symbol> All => [_ledger, _evidence.Option];

    public SubmissionGuard Guard(CommandCall call) => new(ledger: call.Get(_ledger) is { } ledger ? LedgerChoice.Of(call.Profile, HomePath.Of(ledger)) : null);

    /// <summary>Where evidence goes; null where none is wanted.</summary>
    public EvidenceKeeper? Evidence(CommandCall call) => _evidence.Keeper(call);

    /// <summary>Submits, and keeps the answer, or why there is none, where evidence is wanted.</summary>
    public async Task<Submission> SubmitAsync(CommandCall call, Func<SubmissionGuard, Task<Submission>> submitAsync, CancellationToken cancellationToken)
    {
        var (guard, evidence) = (Guard(call), Evidence(call));
        try
        {
            var submission = await submitAsync(guard);
            evidence?.Keep(submission);
            return submission;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            evidence?.Keep(SubmissionFailure.Of(failure, TimeProvider.System.GetUtcNow()));
            throw;
        }
    }
}
