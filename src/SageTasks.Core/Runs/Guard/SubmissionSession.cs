using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>One submission, from the first look to the answer. It creates at most one run, unless the one it asked for provably never came to be.</summary>
internal sealed class SubmissionSession<TRequest>
{
    private const int PollsPerSettleTime = 4;

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    private readonly IRunPlatform<TRequest> _platform;
    private readonly PreparedPlan<TRequest> _plan;
    private readonly SubmissionPolicy _policy;
    private readonly IRunLookups _lookups;
    private readonly GuardContext _context;
    private readonly ClaimRecorder _claim;
    private readonly CandidateReader<TRequest> _reader;
    private readonly TwinCanceler<TRequest> _twins;
    private readonly PendingIntents _pending;
    private readonly TimeSpan _poll;
    private RunSnapshot? _own;
    private string? _ownNonce;
    private bool _ownIsResumed;
    private bool _recordedRunIsGone;
    private DateTimeOffset? _sentAt;
    private long? _cancelingSince;
    private int _looks;

    public SubmissionSession(
        IRunPlatform<TRequest> platform,
        PreparedPlan<TRequest> plan,
        SubmissionPolicy policy,
        IRunLookups lookups,
        ILedgerClaim? claim,
        GuardContext context)
    {
        (_platform, _plan, _policy, _lookups, _context) = (platform, plan, policy, lookups, context);
        var settleTime = policy.SettleTime ?? platform.Capabilities.SettleTime;
        var horizon = policy.CommitHorizon ?? platform.Capabilities.CommitHorizon;
        _poll = TimeSpan.FromTicks(Math.Clamp(settleTime.Ticks / PollsPerSettleTime, ShortestPoll.Ticks, LongestPoll.Ticks));
        _claim = new ClaimRecorder(claim, plan.Form.Key, context);
        _reader = new CandidateReader<TRequest>(platform, plan, policy, settleTime, context);
        _twins = new TwinCanceler<TRequest>(platform, plan.Form.Key, policy, _poll, _claim, context);
        _pending = new PendingIntents(context.Time, horizon > settleTime ? horizon : settleTime);
        if (_claim.OpenIntent is { } intent)
        {
            _pending.Add(intent);
        }
    }

    private SubmissionKey Key => _plan.Form.Key;

    private bool OwnOutcomeIsUnknown => _own is null && _pending.Contains(_ownNonce);

    /// <summary>A forced run is still to be created, whatever is there already.</summary>
    private bool MustForce => _policy.ForceReason is not null && _own is null;

    /// <param name="notBefore">The oldest look-up to start from.</param>
    /// <param name="cancellationToken">Cancels the submission.</param>
    public async Task<Submission> RunAsync(long notBefore, CancellationToken cancellationToken = default)
    {
        try
        {
            return await DecideAsync(notBefore, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (OwnOutcomeIsUnknown && failure is OperationCanceledException or (ApiException and not SubmissionUnknownException))
        {
            throw Unknown(_pending.First!, failure);
        }
    }

    public async Task<SubmissionExplanation> ExplainAsync(CancellationToken cancellationToken = default)
    {
        var (look, candidates) = await LookAsync(_context.Time.GetTimestamp(), cancellationToken).ConfigureAwait(false);
        var assessment = Assessment.Of(Key, candidates, _policy);
        return new SubmissionExplanation
        {
            Key = Key,
            Form = _plan.Form,
            Action = assessment.Action,
            Decision = assessment.Decision,
            RunId = assessment.Subject?.Run.Id,
            Candidates = assessment.ToEvidence(),
            IsComplete = look.Lookup.IsComplete,
            IncompleteBecause = look.Lookup.IncompleteBecause,
        };
    }

    private async Task<Submission> DecideAsync(long notBefore, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (look, candidates) = await LookAsync(notBefore, cancellationToken).ConfigureAwait(false);
            var assessment = Assessment.Of(Key, candidates, _policy);
            _pending.Resolve(look, candidates);
            if (WaitFor(look, candidates, assessment) is { Ticks: > 0 } wait)
            {
                await _claim.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            }
            else if (await ActAsync(look, assessment, cancellationToken).ConfigureAwait(false) is { } submission)
            {
                return submission;
            }

            notBefore = _context.Time.GetTimestamp();
        }
    }

    /// <summary>Looks by key, and by id for the runs that this call or the ledger knows and the look-up does not show.</summary>
    private async Task<(TimedLookup Look, IReadOnlyList<Candidate> Candidates)> LookAsync(long notBefore, CancellationToken cancellationToken)
    {
        var look = await _lookups.LookAsync(Key, notBefore, cancellationToken).ConfigureAwait(false);
        _looks++;
        var runs = new Dictionary<string, RunSnapshot>(StringComparer.Ordinal);
        foreach (var run in look.Lookup.Runs.Where(run => run.Tag?.Key == Key))
        {
            runs[run.Id] = run;
        }

        _own ??= runs.Values.FirstOrDefault(run => _ownNonce is not null && run.Tag?.Nonce == _ownNonce);
        await AddKnownAsync(runs, _own?.Id, cancellationToken).ConfigureAwait(false);
        _recordedRunIsGone = !await AddKnownAsync(runs, _claim.Run?.RunId, cancellationToken).ConfigureAwait(false);
        var candidates = await _reader.ReadAsync(look, runs.Values, IsOwn, _claim.Run?.Attempt, cancellationToken).ConfigureAwait(false);
        return (look, candidates);
    }

    private async Task<bool> AddKnownAsync(Dictionary<string, RunSnapshot> runs, string? id, CancellationToken cancellationToken)
    {
        if (id is null || runs.ContainsKey(id))
        {
            return true;
        }

        if (await _platform.GetAsync(id, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return false;
        }

        runs[id] = run;
        return true;
    }

    /// <summary>A run that this call sent, a second copy that a proxy delivered included: its request needs no comparison.</summary>
    private bool IsOwn(RunSnapshot run) => run.Id == _own?.Id || (_ownNonce is not null && run.Tag?.Nonce == _ownNonce);

    private TimeSpan WaitFor(TimedLookup look, IReadOnlyList<Candidate> candidates, Assessment assessment)
    {
        if (assessment.Action is SubmissionAction.Attach or SubmissionAction.Reuse && _policy.Confirm == ConfirmMode.Early)
        {
            return TimeSpan.Zero;
        }

        if (_pending.MayAppearAfter(look))
        {
            return _poll;
        }

        if (assessment.Action == SubmissionAction.Wait)
        {
            _cancelingSince ??= _context.Time.GetTimestamp();
            return _context.Time.GetElapsedTime(_cancelingSince.Value) < _policy.CancelTimeout ? _poll : TimeSpan.Zero;
        }

        return _reader.Unsettled(candidates);
    }

    private async Task<Submission?> ActAsync(TimedLookup look, Assessment assessment, CancellationToken cancellationToken)
    {
        switch (assessment.Action)
        {
            case SubmissionAction.Attach or SubmissionAction.Reuse when !MustForce:
                await _twins.CancelAsync(assessment, cancellationToken).ConfigureAwait(false);
                await _claim.WriteRunAsync(assessment.Subject!.Run, assessment.Subject.Attempt, isAdopted: false, cancellationToken).ConfigureAwait(false);
                return Answer(look, assessment, assessment.Subject.Run);
            case SubmissionAction.Start when !MustForce:
                await _twins.CancelAsync(assessment, cancellationToken).ConfigureAwait(false);
                await StartAsync(assessment.Subject!, cancellationToken).ConfigureAwait(false);
                return null;
            case SubmissionAction.Refuse or SubmissionAction.Wait when _own is null && !MustForce:
                throw await RefusalAsync(assessment, cancellationToken).ConfigureAwait(false);
        }

        if (_own is not null)
        {
            return Answer(look, assessment, _own);
        }

        ThrowIfBlind(look);
        await CreateAsync(assessment, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task StartAsync(Candidate draft, CancellationToken cancellationToken)
    {
        try
        {
            await _platform.StartAsync(draft.Run.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (SubmissionUnknownException unknown) when (!cancellationToken.IsCancellationRequested)
        {
            // Starting the same draft again cannot make a second run, and the next look shows whether it is still a draft.
            GuardLog.StartUnknown(_context.Logger, draft.Run.Id, unknown);
        }
    }

    /// <summary>A run may be created only when nothing can be hidden.</summary>
    private void ThrowIfBlind(TimedLookup look)
    {
        if (_pending.First is { } intent)
        {
            throw Unknown(intent, intent.Cause);
        }

        if (_recordedRunIsGone && !MustForce)
        {
            throw new RunVanishedException(Key, _claim.Run!.RunId);
        }

        if (!look.Lookup.IsComplete && !_claim.HasLedger && !_policy.AcceptRisk)
        {
            throw new LookupIncompleteException(Key, look.Lookup.IncompleteBecause);
        }
    }

    private async Task CreateAsync(Assessment assessment, CancellationToken cancellationToken)
    {
        var tag = new SubmissionTag
        {
            Key = Key,
            Attempt = assessment.NextAttempt,
            Supersedes = assessment.NextSupersedes,
            Nonce = Nonces.New(),
        };
        await _claim.WriteIntentAsync(tag, cancellationToken).ConfigureAwait(false);
        _context.Options.Checkpoint(GuardStep.BeforePost);
        (_ownNonce, _sentAt) = (tag.Nonce, _context.Time.GetUtcNow());
        try
        {
            _own = await SendAsync(assessment, tag, cancellationToken).ConfigureAwait(false);
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

        _reader.RememberCreation(_own.Id);
        _context.Options.Checkpoint(GuardStep.AfterCommit);
        GuardLog.Created(_context.Logger, _platform.Capabilities.Platform, _own.Id, _own.Name, Key.Value, tag.Attempt);
        await _claim.WriteRunAsync(_own, tag.Attempt, isAdopted: false, cancellationToken).ConfigureAwait(false);
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
        GuardLog.Answered(_context.Logger, Key.Value, outcome, run.Id, assessment.Decision);
        RunTelemetry.Submissions.Add(1, new("platform", _platform.Capabilities.Platform), new("outcome", outcome.ToString()));
        RunTelemetry.CanceledTwins.Add(_twins.Canceled.Count, new KeyValuePair<string, object?>("platform", _platform.Capabilities.Platform));
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
                Decision = _policy.ForceReason is { } reason ? $"{assessment.Decision} (forced: {reason})" : assessment.Decision,
                Candidates = assessment.ToEvidence(),
                Nonce = _ownNonce,
                SentAt = _sentAt,
                CanceledTwins = _twins.Canceled,
                Warnings = _twins.Warnings,
                Lookups = _looks,
                IncompleteBecause = look.Lookup.IncompleteBecause,
            },
        };
    }

    private SubmissionOutcome OutcomeOf(RunSnapshot run, int attempt) => IsOwn(run) switch
    {
        false => run.State == RunState.Succeeded ? SubmissionOutcome.Reused : SubmissionOutcome.Attached,
        true when _ownIsResumed => SubmissionOutcome.Resumed,
        true => attempt == 1 ? SubmissionOutcome.Launched : SubmissionOutcome.Resubmitted,
    };
}
