namespace SageTasks.Runs;

/// <content>What a submission would do, told without doing it.</content>
internal sealed partial class SubmissionSession<TRequest>
{
    public async Task<SubmissionExplanation> ExplainAsync(CancellationToken cancellationToken = default)
    {
        var (look, candidates) = await LookAsync(_context.Time.GetTimestamp(), cancellationToken).ConfigureAwait(false);
        var assessment = Assessment.Of(Key, candidates, _policy);
        _pending.Resolve(look, candidates);
        var (action, decision) = Foretell(look, assessment);
        return new SubmissionExplanation
        {
            Key = Key,
            Form = _plan.Form,
            Action = action,
            Decision = decision,
            RunId = action == assessment.Action ? assessment.Subject?.Run.Id : null,
            Candidates = assessment.ToEvidence(),
            IsComplete = look.Lookup.IsComplete,
            IncompleteBecause = look.Lookup.IncompleteBecause,
        };
    }

    /// <summary>The decision, or what keeps a submission from carrying it out.</summary>
    private (SubmissionAction Action, string Decision) Foretell(TimedLookup look, Assessment assessment)
    {
        if (!MustForce && assessment.Action is not (SubmissionAction.Launch or SubmissionAction.Resume or SubmissionAction.Resubmit))
        {
            return (assessment.Action, assessment.Decision);
        }

        if (_pending.First is { } intent)
        {
            return (SubmissionAction.Wait, FormattableString.Invariant($"a request sent at {intent.SentAt:u} may still take effect: look for its run"));
        }

        if (_recordedRunIsGone && !MustForce)
        {
            return (SubmissionAction.Refuse, $"the platform does not show run {_claim.Run!.RunId} any more, which did this work");
        }

        if (IsBlind(look))
        {
            return (SubmissionAction.Refuse, $"the look-up could not cover everything: {look.Lookup.IncompleteBecause}");
        }

        return MustForce && assessment.Action != SubmissionAction.Launch
            ? (SubmissionAction.Resubmit, $"start a new run on purpose: {_policy.ForceReason}")
            : (assessment.Action, assessment.Decision);
    }
}
