namespace SageTasks.Runs;

/// <summary>Takes a run that a person started into the ledger.</summary>
internal static class Adoption
{
    /// <summary>The policy without anything by which a run would be started: whoever takes in a run wants no other one.</summary>
    public static SubmissionPolicy StartingNothing(SubmissionPolicy policy) =>
        policy with { OnFailure = FailurePolicy.Throw, OnCanceled = CanceledPolicy.Throw, MaxAge = null, IsStillValid = null, ForceReason = null };

    /// <summary>Answers a run, if it is there and does this work.</summary>
    /// <exception cref="RunVanishedException">The platform does not show the run.</exception>
    /// <exception cref="SubmissionConflictException">It does other work.</exception>
    public static async Task<RunSnapshot> ReadAsync<TRequest>(
        IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, string runId, GuardContext context, CancellationToken cancellationToken = default)
    {
        var key = plan.Form.Key;
        var run = await platform.GetAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunVanishedException(key, $"The platform shows no run {runId}: there is nothing to adopt. Nothing was recorded.", runId);
        var stored = await platform.ReadRequestAsync(runId, cancellationToken).ConfigureAwait(false);
        var differences = stored is null ? [] : plan.DifferencesOf(run, stored, context.Forms);
        return differences.Count == 0 ? run : throw new SubmissionConflictException(
            key, $"Run {runId} ({run.Name}) does other work than was asked for: {string.Join("; ", differences)}. Nothing was recorded.", runId, differences);
    }

    /// <summary>Refuses to adopt a run where another one does the work.</summary>
    /// <exception cref="SubmissionConflictException">One does.</exception>
    public static void RefuseBeside(SubmissionExplanation found, string runId)
    {
        if (found is { RunId: { } other, Action: SubmissionAction.Attach or SubmissionAction.Reuse or SubmissionAction.Start or SubmissionAction.Wait } && other != runId)
        {
            throw new SubmissionConflictException(
                found.Key, $"Run {other} is this work already ({found.Decision}), so run {runId} was not adopted. Cancel or delete one of the two.", other, []);
        }
    }
}
