namespace SageTasks.Runs;

/// <summary>Keeps the ledger's record of one submission, or does nothing where there is no ledger.</summary>
internal sealed class ClaimRecorder(ILedgerClaim? claim, SubmissionKey key, GuardContext context)
{
    public bool HasLedger => claim is not null;

    public LedgerIntent? OpenIntent => claim?.Entry?.OpenIntent;

    public LedgerRun? Run => claim?.Entry?.Run;

    /// <summary>Makes the intent durable, then makes sure that the claim is still ours: the request may be sent right after.</summary>
    public async Task WriteIntentAsync(SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        if (claim is null)
        {
            return;
        }

        var intent = new LedgerIntent { Nonce = tag.Nonce!, Attempt = tag.Attempt, WrittenAt = context.Time.GetUtcNow() };
        await claim.RecordAsync(new LedgerEntry { Key = key, Run = Run, OpenIntent = intent }, cancellationToken).ConfigureAwait(false);
        await claim.RenewAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that the claim is still ours.</summary>
    public Task RenewAsync(CancellationToken cancellationToken = default) => claim?.RenewAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The request was refused or never sent, so nobody needs to look for its run. Written even when the caller has cancelled.</summary>
    public async Task DropIntentAsync()
    {
        if (claim is not null)
        {
            await claim.RecordAsync(new LedgerEntry { Key = key, Run = Run }, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public async Task WriteRunAsync(RunSnapshot run, int attempt, bool isAdopted, CancellationToken cancellationToken = default)
    {
        if (claim is null || (Run?.RunId == run.Id && OpenIntent is null))
        {
            return;
        }

        var recorded = new LedgerRun
        {
            RunId = run.Id,
            RunName = run.Name,
            Attempt = attempt,
            IsAdopted = isAdopted,
            RecordedAt = context.Time.GetUtcNow(),
        };
        await claim.RecordAsync(new LedgerEntry { Key = key, Run = recorded }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits without letting the lease run out.</summary>
    public async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var step = context.Options.LedgerLease / 3;
        while (wait > TimeSpan.Zero)
        {
            var part = claim is not null && wait > step ? step : wait;
            await Task.Delay(part, context.Time, cancellationToken).ConfigureAwait(false);
            wait -= part;
            if (claim is not null)
            {
                await claim.RenewAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
