using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Stops superfluous runs and discards superfluous drafts: only while a fresh look shows the winner alive and the twin as it was,
/// and confirms that each has ended.</summary>
internal sealed class TwinCanceler<TRequest>(
    IRunPlatform<TRequest> platform, SubmissionKey key, SubmissionPolicy policy, TimeSpan poll, ClaimRecorder claim, GuardContext context)
{
    private readonly List<string> _canceled = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _givenUp = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Canceled => [.. _canceled];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    /// <summary>A twin that could not be stopped, and is not tried again by this call.</summary>
    public bool HasGivenUp(string runId) => _givenUp.Contains(runId);

    /// <summary>Answers false where runs have changed since they were assessed, so that somebody must look again.</summary>
    public async Task<bool> CancelAsync(Assessment assessment, CancellationToken cancellationToken = default)
    {
        var holds = true;
        foreach (var twin in assessment.Twins.Where(twin => !HasGivenUp(twin.Run.Id)))
        {
            if (twin.State == RunState.Draft && !twin.MayDiscard)
            {
                // Its guard may be alive and discards it itself; if not, it is discarded when it is old enough.
                continue;
            }

            if (policy.Twins == TwinPolicy.Report)
            {
                GiveUp(twin.Run.Id, $"run {twin.Run.Id} does the same work as {assessment.Subject!.Run.Id} and was left alone, as the policy says");
            }
            else
            {
                holds &= await CancelAsync(assessment.Subject!, twin, cancellationToken).ConfigureAwait(false);
            }
        }

        return holds;
    }

    /// <summary>Deletes a draft and confirms that it is gone. Answers false where somebody has started it meanwhile.</summary>
    public async Task<bool> DiscardAsync(string draftId, CancellationToken cancellationToken = default)
    {
        context.Options.Checkpoint(GuardStep.BeforeCancel);
        GuardLog.Discarding(context.Logger, draftId, key.Value);
        try
        {
            await platform.DiscardAsync(draftId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            var now = await platform.GetAsync(draftId, cancellationToken).ConfigureAwait(false);
            if (now is { State: RunState.Draft })
            {
                Warn(draftId, $"the draft {draftId} is superfluous and could not be discarded: {refused.Message}");
            }

            return now is null or { State: RunState.Draft };
        }

        return await ConfirmEndAsync(draftId, isDraft: true, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> CancelAsync(Candidate elected, Candidate superfluous, CancellationToken cancellationToken)
    {
        var twinId = superfluous.Run.Id;
        var winner = await platform.GetAsync(elected.Run.Id, cancellationToken).ConfigureAwait(false);
        var twin = await platform.GetAsync(twinId, cancellationToken).ConfigureAwait(false);
        if (twin is null || twin.State.IsTerminal)
        {
            return true;
        }

        if (!IsAlive(winner))
        {
            return elected.State != RunState.Draft;
        }

        if (superfluous.State == RunState.Draft)
        {
            // A draft that runs by now may be the one that every other guard elects.
            return twin.State == RunState.Draft && await DiscardAsync(twinId, cancellationToken).ConfigureAwait(false);
        }

        context.Options.Checkpoint(GuardStep.BeforeCancel);
        GuardLog.CancelingTwin(context.Logger, twinId, elected.Run.Id, key.Value);
        try
        {
            await platform.CancelAsync(twinId, cancellationToken).ConfigureAwait(false);
            await ConfirmEndAsync(twinId, isDraft: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            Warn(twinId, $"run {twinId} does the same work as {elected.Run.Id} and could not be cancelled: {refused.Message}");
        }

        return true;
    }

    private static bool IsAlive(RunSnapshot? run) =>
        run is { State: RunState.Succeeded or RunState.Draft or RunState.Unknown } || run is { State.IsActive: true };

    private async Task<bool> ConfirmEndAsync(string runId, bool isDraft, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        while (await platform.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { State.IsTerminal: false } run)
        {
            if (isDraft && run.State != RunState.Draft)
            {
                return false;
            }

            if (context.Time.GetElapsedTime(started) > policy.CancelTimeout)
            {
                Warn(runId, $"run {runId} was asked to stop as a twin and is still {run.RawState ?? run.State.ToString()}");
                return true;
            }

            await claim.WaitAsync(poll, cancellationToken).ConfigureAwait(false);
        }

        _canceled.Add(runId);
        return true;
    }

    private void Warn(string runId, string warning)
    {
        GiveUp(runId, warning);
        GuardLog.TwinStays(context.Logger, key.Value, warning);
    }

    private void GiveUp(string runId, string warning)
    {
        _givenUp.Add(runId);
        _warnings.Add(warning);
    }
}
