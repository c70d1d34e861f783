using System.Diagnostics.CodeAnalysis;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <content>The one request that creates a run, or its draft.</content>
internal sealed partial class SubmissionSession<TRequest>
{
    private async Task CreateAsync(Assessment assessment, CancellationToken cancellationToken)
    {
        var tag = new SubmissionTag
        {
            Key = Key,
            Attempt = assessment.NextAttempt,
            Supersedes = assessment.NextSupersedes,
            Nonce = Nonces.New(),
        };
        foreach (var warning in _plan.Run.Warnings)
        {
            GuardLog.Prepared(_context.Logger, _platform.Capabilities.Platform, Key.Value, warning);
        }

        var isSending = false;
        try
        {
            await _claim.WriteIntentAsync(tag, cancellationToken).ConfigureAwait(false);
            _context.Options.Checkpoint(GuardStep.BeforePost);
            (_ownNonce, _sentAt, _sentBecause, isSending) = (tag.Nonce, _context.Time.GetUtcNow(), assessment.Decision, true);
            Own(await _claim.HoldAsync(tag, token => SendAsync(assessment, tag, token), cancellationToken).ConfigureAwait(false));
        }
        catch (SubmissionUnknownException unknown)
        {
            GuardLog.OutcomeUnknown(_context.Logger, Key.Value, tag.Nonce, unknown);
            _pending.Add(tag.Nonce, tag.Attempt, unknown);
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }
        catch (DuplicateRunException duplicate)
        {
            _pending.Add(nonce: null, tag.Attempt, duplicate);
            await _claim.DropIntentAsync().ConfigureAwait(false);
            return;
        }
        catch (Exception refused) when (refused is ApiException or OperationCanceledException or ArgumentException)
        {
            await _claim.DropIntentAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception unclear) when (isSending && unclear is not LedgerClaimLostException)
        {
            // An IOException, say, does not tell whether it came before the request or after it: the intent stays open, here as in the ledger.
            _pending.Add(tag.Nonce, tag.Attempt, unclear);
            throw;
        }

        _reader.RememberCreation(_own.Id);
        _context.Options.Checkpoint(GuardStep.AfterCommit);
        GuardLog.Created(_context.Logger, _platform.Capabilities.Platform, _own.Id, _own.Name, Key.Value, tag.Attempt);
        if (_own.State != RunState.Draft)
        {
            // A draft is no run yet: its intent stays open until it is started, so that a draft which somebody deletes is not taken for a lost run.
            _startedId = _own.Id;
            await _claim.WriteRunAsync(_own, tag.Attempt, isAdopted: false, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RunSnapshot> SendAsync(Assessment assessment, SubmissionTag tag, CancellationToken cancellationToken)
    {
        var canResume = assessment.Action == SubmissionAction.Resume && !tag.Supersedes && _platform.Capabilities.Resumable;
        if (canResume && await _platform.ResumeAsync(assessment.Subject!.Run, _plan.Run, tag, cancellationToken).ConfigureAwait(false) is { } resumed)
        {
            _ownIsResumed = true;
            return resumed;
        }

        return await _platform.CreateAsync(_plan.Run, tag, cancellationToken).ConfigureAwait(false);
    }

    [MemberNotNull(nameof(_own))]
    private void Own(RunSnapshot run) => (_own, _hasCreated) = (run, true);
}
