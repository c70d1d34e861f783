using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Stops superfluous runs: only while a fresh look shows the winner alive and the twin active, and confirms that each has ended.</summary>
internal sealed class TwinCanceler<TRequest>(
    IRunPlatform<TRequest> platform, SubmissionKey key, SubmissionPolicy policy, TimeSpan poll, ClaimRecorder claim, GuardContext context)
{
    private readonly List<string> _canceled = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Canceled => [.. _canceled];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public async Task CancelAsync(Assessment assessment, CancellationToken cancellationToken = default)
    {
        foreach (var twin in assessment.Twins)
        {
            if (policy.Twins == TwinPolicy.Report)
            {
                _warnings.Add($"run {twin.Run.Id} does the same work as {assessment.Subject!.Run.Id} and was left alone, as the policy says");
            }
            else
            {
                await CancelAsync(assessment.Subject!.Run.Id, twin.Run.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task CancelAsync(string winnerId, string twinId, CancellationToken cancellationToken)
    {
        var winner = await platform.GetAsync(winnerId, cancellationToken).ConfigureAwait(false);
        var twin = await platform.GetAsync(twinId, cancellationToken).ConfigureAwait(false);
        if (!IsAlive(winner) || twin is null || twin.State.IsTerminal)
        {
            return;
        }

        context.Options.Checkpoint(GuardStep.BeforeCancel);
        GuardLog.CancelingTwin(context.Logger, twinId, winnerId, key.Value);
        try
        {
            await (twin.State == RunState.Draft
                ? platform.DiscardAsync(twinId, cancellationToken)
                : platform.CancelAsync(twinId, cancellationToken)).ConfigureAwait(false);
            await ConfirmEndAsync(twinId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            Warn($"run {twinId} does the same work as {winnerId} and could not be cancelled: {refused.Message}");
        }
    }

    private static bool IsAlive(RunSnapshot? run) =>
        run is { State: RunState.Succeeded or RunState.Draft or RunState.Unknown } || run is { State.IsActive: true };

    private async Task ConfirmEndAsync(string runId, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        while (await platform.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { State.IsTerminal: false } run)
        {
            if (context.Time.GetElapsedTime(started) > policy.CancelTimeout)
            {
                Warn($"run {runId} was asked to stop as a twin and is still {run.RawState ?? run.State.ToString()}");
                return;
            }

            await claim.WaitAsync(poll, cancellationToken).ConfigureAwait(false);
        }

        _canceled.Add(runId);
    }

    private void Warn(string warning)
    {
        _warnings.Add(warning);
        GuardLog.TwinStays(context.Logger, key.Value, warning);
    }
}
