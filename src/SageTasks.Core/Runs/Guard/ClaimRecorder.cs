namespace SageTasks.Runs;

/// <summary>Keeps the ledger's record of one submission, or does nothing where there is no ledger.</summary>
internal sealed class ClaimRecorder(ILedgerClaim? claim, SubmissionKey key, GuardContext context)
{
    private const int RepeatsPerRenewal = 5;

    private long _kept = context.Time.GetTimestamp();

    private TimeSpan Renewal => context.Options.LedgerLease / 3;

    public bool HasLedger => claim is not null;

    public LedgerIntent? OpenIntent => claim?.Entry?.OpenIntent;

    public TimeSpan? EntryAge => claim?.EntryAge;

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

    /// <summary>Sends the request while the claim is kept alive: it can wait for its turn for longer than a lease. Where the claim is lost, what
    /// was not sent yet is not sent any more.</summary>
    public async Task<T> HoldAsync<T>(SubmissionTag tag, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken = default)
    {
        if (claim is null)
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }

        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var sent = new CancellationTokenSource();
        var holding = HoldAsync(tag, sending, sent.Token);
        try
        {
            return await send(sending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (sending.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Only a lost claim stops the sending, and why it was lost comes right after.
            await holding.ConfigureAwait(false);
            throw;
        }
        finally
        {
            await sent.CancelAsync().ConfigureAwait(false);
            await holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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

    /// <summary>Writes down which run does the work. An intent stays open while its run may still appear beside that one.</summary>
    public async Task WriteRunAsync(
        RunSnapshot run, int attempt, bool isAdopted, bool keepsIntent = false, CancellationToken cancellationToken = default)
    {
        var intent = keepsIntent ? OpenIntent : null;
        if (claim is null || (Run?.RunId == run.Id && OpenIntent == intent))
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
        await claim.RecordAsync(new LedgerEntry { Key = key, Run = recorded, OpenIntent = intent }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits without letting the lease run out.</summary>
    public async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken = default)
    {
        while (wait > TimeSpan.Zero)
        {
            var part = claim is not null && wait > Renewal ? Renewal : wait;
            await Task.Delay(part, context.Time, cancellationToken).ConfigureAwait(false);
            wait -= part;
            if (claim is not null)
            {
                await KeepAsync(claim.RenewAsync, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Renews the claim. A ledger that does not answer is asked again while the lease surely lasts: nobody takes over before it ends.</summary>
    private async Task KeepAsync(Func<CancellationToken, Task> renew, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = context.Time.GetTimestamp();
            try
            {
                await renew(cancellationToken).ConfigureAwait(false);
                _kept = asked;
                return;
            }
            catch (LedgerException failure) when (failure.CanRetry && context.Time.GetElapsedTime(_kept) < 2 * Renewal)
            {
                GuardLog.RenewalFailed(context.Logger, key.Value, failure);
                await Task.Delay(Renewal / RepeatsPerRenewal, context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Says again and again that the request is about to be sent, so that whoever takes over counts its age from there.</summary>
    private async Task HoldAsync(SubmissionTag tag, CancellationTokenSource sending, CancellationToken sent)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Renewal, context.Time, sent).ConfigureAwait(false);
                await KeepAsync(cancel => WriteIntentAsync(tag, cancel), sent).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (sent.IsCancellationRequested)
        {
            return;
        }
        catch
        {
            await sending.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
