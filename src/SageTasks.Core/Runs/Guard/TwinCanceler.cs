using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Stops superfluous runs and discards superfluous drafts: only while a fresh look shows the winner alive and the twin as it was,
/// and confirms that each has ended.</summary>
internal sealed class TwinCanceler<TRequest>(
    IRunPlatform<TRequest> platform,
    SubmissionKey key,
    SubmissionPolicy policy,
    TimeSpan poll,
    TimeSpan settleTime,
    ClaimRecorder claim,
    GuardContext context)
{
    private readonly List<string> _canceled = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _givenUp = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _doubtedSince = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Canceled => [.. _canceled];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    /// <summary>A twin that could not be stopped, and is not tried again by this call.</summary>
    public bool HasGivenUp(string runId) => _givenUp.Contains(runId);

    /// <summary>Answers false where runs have changed since they were assessed, so that somebody must look again; nothing more is cancelled then.</summary>
    public async Task<bool> CancelAsync(Assessment assessment, CancellationToken cancellationToken = default)
    {
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
                if (!await CancelAsync(assessment.Subject!, twin, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
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
        if (twin is null || (twin.State.IsTerminal && twin.State != RunState.Succeeded))
        {
            return true;
        }

        if (winner is null || !IsAlive(winner) || IsOvertaken(elected, winner, superfluous, twin))
        {
            return await DoubtAsync(
                twinId, $"the platform's list and the runs themselves disagree about which of it and {elected.Run.Id} does the work", cancellationToken).ConfigureAwait(false);
        }

        if (platform.Capabilities.RequestReadable && !(elected.IsVerified && superfluous.IsVerified))
        {
            return await DoubtAsync(twinId, $"whether it does the same work as {elected.Run.Id} could not be read", cancellationToken).ConfigureAwait(false);
        }

        if (twin.State.IsTerminal)
        {
            return true;
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
            return await ConfirmEndAsync(twinId, isDraft: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            Warn(twinId, $"run {twinId} does the same work as {elected.Run.Id} and could not be cancelled: {refused.Message}");
        }

        return true;
    }

    private static bool IsAlive(RunSnapshot run) =>
        run.State != RunState.Canceling && (run.State.IsActive || run.State is RunState.Succeeded or RunState.Draft or RunState.Unknown);

    /// <summary>What the runs themselves say now would elect the other one: a list can be older, or have left out when a run was created.</summary>
    private static bool IsOvertaken(Candidate elected, RunSnapshot winner, Candidate superfluous, RunSnapshot twin) =>
        superfluous.State != RunState.Draft && Elected.Snapshots.Compare(AsCounted(winner, elected), AsCounted(twin, superfluous)) > 0;

    /// <summary>A young run without a known state counts as it did in the assessment.</summary>
    private static RunSnapshot AsCounted(RunSnapshot run, Candidate candidate) =>
        run.State == RunState.Unknown ? run with { State = candidate.State } : run;

    /// <summary>Nothing is cancelled on what may be a mistake, and the platform gets its time to catch up.</summary>
    private async Task<bool> DoubtAsync(string twinId, string doubt, CancellationToken cancellationToken)
    {
        _doubtedSince.TryAdd(twinId, context.Time.GetTimestamp());
        if (context.Time.GetElapsedTime(_doubtedSince[twinId]) > settleTime)
        {
            Warn(twinId, $"run {twinId} was left alone: {doubt}");
            return true;
        }

        await claim.WaitAsync(poll, cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> ConfirmEndAsync(string runId, bool isDraft, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        while (await platform.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { } run)
        {
            if (isDraft ? run.State != RunState.Draft : run.State == RunState.Succeeded)
            {
                return false;
            }

            if (run.State.IsTerminal)
            {
                break;
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
