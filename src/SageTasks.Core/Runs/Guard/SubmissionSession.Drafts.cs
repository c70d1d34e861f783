using SageTasks.Http;

namespace SageTasks.Runs;

/// <content>Drafts: starting the one that is elected, and taking away this call's own where another run does the work.</content>
internal sealed partial class SubmissionSession<TRequest>
{
    /// <summary>Starts a draft. Doing so again cannot make a second run, so whatever is unclear is left to the next look.</summary>
    private async Task StartAsync(Candidate draft, CancellationToken cancellationToken)
    {
        await _claim.RenewAsync(cancellationToken).ConfigureAwait(false);
        _context.Options.Checkpoint(GuardStep.BeforeStart);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var started = await _platform.StartAsync(draft.Run.Id, cancellationToken).ConfigureAwait(false);
            (_startedId, _unknownStart) = (started.Id, null);
            GuardLog.Started(_context.Logger, _platform.Capabilities.Platform, started.Id, Key.Value);
        }
        catch (Exception failure) when (IsUnknownStart(failure, cancellationToken))
        {
            await WaitForStartAsync(draft, failure, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            if (await _platform.GetAsync(draft.Run.Id, cancellationToken).ConfigureAwait(false) is not { State: RunState.Draft })
            {
                // Somebody else has started or deleted it: the next look shows which.
                return;
            }

            if (refused is { Error: { CanRetry: false, Status: >= 400 and < 500 } } && draft.MayDiscard && _unknownStart is null)
            {
                // What is refused now is refused always, and nobody else would take this draft away.
                await DiscardOwnAsync([draft], isLastOfItsNonce: true, cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    private static bool IsUnknownStart(Exception failure, CancellationToken cancellationToken) =>
        failure is SubmissionUnknownException or NetworkFailureException or ServerFailureException
        || (failure is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private async Task WaitForStartAsync(Candidate draft, Exception failure, CancellationToken cancellationToken)
    {
        GuardLog.StartUnknown(_context.Logger, draft.Run.Id, failure);
        _startedId = draft.Run.Id;
        _unknownStart ??= new PendingIntent(
            draft.Nonce, draft.Attempt, _context.Time.GetUtcNow(), _context.Time.GetTimestamp(), TimeSpan.Zero, failure);
        cancellationToken.ThrowIfCancellationRequested();
        if (_unknownStart.AgeAt(_context.Time.GetTimestamp(), _context.Time) >= _unknownUntil)
        {
            throw Unknown(_unknownStart, failure);
        }

        await _claim.WaitAsync(_poll, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drafts are short-lived: a list may still show one that has been started or deleted meanwhile.</summary>
    private async Task ReadDraftsAgainAsync(Dictionary<string, RunSnapshot> runs, CancellationToken cancellationToken)
    {
        foreach (var draft in runs.Values.Where(run => run.State == RunState.Draft).ToList())
        {
            runs.Remove(draft.Id);
            if (await _platform.GetAsync(draft.Id, cancellationToken).ConfigureAwait(false) is { } now && IsOfThisWork(now))
            {
                runs[now.Id] = now;
            }
        }
    }

    /// <summary>What has become of this call's run: a draft that somebody deleted was never a run, so the work is as undone as before.</summary>
    private void FollowOwn(Dictionary<string, RunSnapshot> runs)
    {
        if (_own is not null && runs.TryGetValue(_own.Id, out var now))
        {
            _own = now;
        }
        else if (_own is { State: RunState.Draft })
        {
            (_own, _hasCreated) = (null, false);
        }

        if (_unknownStart is not null && !(runs.TryGetValue(_startedId!, out var started) && started.State == RunState.Draft))
        {
            _unknownStart = null;
        }
    }

    /// <summary>Takes away the drafts of this call that are not the one to start. Answers whether there were any.</summary>
    private async Task<bool> DiscardSuperfluousAsync(Assessment assessment, CancellationToken cancellationToken)
    {
        var elected = assessment.Action == SubmissionAction.Start ? assessment.Subject : null;
        var superfluous = assessment.Roles.Select(role => role.Candidate)
            .Where(candidate => candidate is { IsOwn: true, State: RunState.Draft, IsMismatch: false } && candidate != elected && !_twins.HasGivenUp(candidate.Run.Id))
            .ToList();
        await DiscardOwnAsync(superfluous, isLastOfItsNonce: elected is not { IsOwn: true }, cancellationToken).ConfigureAwait(false);
        return superfluous.Count > 0;
    }

    private async Task DiscardOwnAsync(List<Candidate> drafts, bool isLastOfItsNonce, CancellationToken cancellationToken)
    {
        var noneIsStarted = drafts.Count > 0;
        foreach (var draft in drafts)
        {
            noneIsStarted &= await _twins.DiscardAsync(draft.Run.Id, cancellationToken).ConfigureAwait(false);
            _own = _own?.Id == draft.Run.Id ? null : _own;
        }

        if (noneIsStarted && isLastOfItsNonce)
        {
            await _claim.DropIntentAsync().ConfigureAwait(false);
        }
    }
}
