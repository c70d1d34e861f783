using SageTasks.Http;

namespace SageTasks.Runs;

/// <content>What the caller is told.</content>
internal sealed partial class SubmissionSession<TRequest>
{
    private async Task<SubmissionException> RefusalAsync(Assessment assessment, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> tail = assessment.Subject?.Run is { State: RunState.Failed or RunState.SystemFailed } failed
            ? await LogTail.ReadAsync(_platform, failed.Id, cancellationToken).ConfigureAwait(false)
            : [];
        return assessment.Refusal!(tail);
    }

    private SubmissionUnknownException Unknown(PendingIntent intent, Exception? cause)
    {
        var error = (cause as ApiException)?.Error
            ?? new ApiError { Platform = _platform.Capabilities.Platform, Method = "POST", Uri = "(submission)", Reason = cause?.Message };
        var advice = $"Whether a run of the work {Key} was started is not known. Submit again later: the guard looks for it and starts no second one.";
        return new SubmissionUnknownException(error with { Advice = advice }, cause) { Key = Key.Value, Nonce = intent.Nonce, SentAt = intent.SentAt };
    }

    private Submission Answer(TimedLookup look, Assessment assessment, RunSnapshot run)
    {
        var seen = assessment.Roles.Select(role => role.Candidate).FirstOrDefault(candidate => candidate.Run.Id == run.Id);
        var attempt = seen?.Attempt ?? run.Tag?.Attempt ?? 1;
        var outcome = OutcomeOf(seen?.Run ?? run, attempt);
        _answeredId = run.Id;
        var decision = DecisionFor(run, assessment);
        GuardLog.Answered(_context.Logger, Key.Value, outcome, run.Id, decision);
        if (look.Lookup.IncompleteBecause is { } because)
        {
            GuardLog.Incomplete(_context.Logger, _platform.Capabilities.Platform, Key.Value, because);
        }

        RunTelemetry.Count(_platform.Capabilities.Platform, outcome, _twins.Canceled.Count);
        return new Submission
        {
            RunId = run.Id,
            RunName = seen?.Run.Name ?? run.Name,
            Key = Key,
            Outcome = outcome,
            Attempt = attempt,
            State = seen?.State ?? run.State,
            Link = seen?.Run.Link ?? run.Link,
            Evidence = new SubmissionEvidence
            {
                Form = _plan.Form,
                OlderKeys = [.. _plan.Keys.Skip(1)],
                Decision = _policy.ForceReason is { } reason ? $"{decision} (forced: {reason})" : decision,
                Candidates = assessment.ToEvidence(),
                Nonce = _ownNonce,
                SentAt = _sentAt,
                CanceledTwins = _twins.Canceled,
                Warnings = [.. _plan.Run.Warnings, .. _twins.Warnings],
                Lookups = _looks,
                IncompleteBecause = look.Lookup.IncompleteBecause,
            },
        };
    }

    /// <summary>Of a run that was made here, what was seen before: the last look saw the run itself.</summary>
    private string DecisionFor(RunSnapshot run, Assessment assessment) => run.Id == _own?.Id && _sentBecause is { } because ? because : assessment.Decision;

    /// <summary>Where a run begins as a draft, it is the work of whoever started it, not of whoever drafted it.</summary>
    private bool IsStartedHere(RunSnapshot run) => run.Id == _startedId || (!_platform.Capabilities.DraftFirst && IsOwn(run));

    private SubmissionOutcome OutcomeOf(RunSnapshot run, int attempt) => IsStartedHere(run) switch
    {
        false => run.State == RunState.Succeeded ? SubmissionOutcome.Reused : SubmissionOutcome.Attached,
        true when _ownIsResumed => SubmissionOutcome.Resumed,
        true => attempt == 1 ? SubmissionOutcome.Launched : SubmissionOutcome.Resubmitted,
    };
}
