namespace SageTasks.Runs;

/// <summary>Takes a run that a person started into the ledger.</summary>
internal static class Adoption
{
    public static async Task RecordAsync<TRequest>(
        IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, string runId, ClaimRecorder claim, GuardContext context, CancellationToken cancellationToken = default)
    {
        var key = plan.Form.Key;
        var run = await platform.GetAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunVanishedException(key, runId);
        var stored = await platform.ReadRequestAsync(runId, cancellationToken).ConfigureAwait(false);
        if (stored is not null)
        {
            var differences = plan.DifferencesOf(run, stored, context.Forms);
            if (differences.Count > 0)
            {
                throw new SubmissionConflictException(key, run, differences);
            }
        }

        await claim.WriteRunAsync(run, (claim.Run?.Attempt ?? 0) + 1, isAdopted: true, keepsIntent: true, cancellationToken).ConfigureAwait(false);
    }
}
