using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>One submission, from the first look to the answer. It creates at most one run, unless the one it asked for provably never came to be.</summary>
internal sealed partial class SubmissionSession<TRequest>
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
    private readonly TimeSpan _settleTime;
    private readonly TimeSpan _poll;
    private readonly TimeSpan _unknownUntil;
    private readonly string? _recentId;
    private RunSnapshot? _own;
    private string? _answeredId;
    private string? _ownNonce;
    private string? _sentBecause;
    private bool _ownIsResumed;
    private bool _hasCreated;
    private string? _startedId;
    private PendingIntent? _unknownStart;
    private bool _recordedRunIsGone;
    private DateTimeOffset? _sentAt;
    private long? _cancelingSince;
    private long? _blindSince;
    private int _looks;

    public SubmissionSession(
        IRunPlatform<TRequest> platform,
        PreparedPlan<TRequest> plan,
        SubmissionPolicy policy,
        IRunLookups lookups,
        ILedgerClaim? claim,
        RecentWork? recent,
        GuardContext context)
    {
        (_platform, _plan, _policy, _lookups, _context) = (platform, plan, policy, lookups, context);
        _settleTime = policy.SettleTime ?? platform.Capabilities.SettleTime;
        var horizon = policy.CommitHorizon ?? platform.Capabilities.CommitHorizon;
        _poll = TimeSpan.FromTicks(Math.Clamp(_settleTime.Ticks / PollsPerSettleTime, ShortestPoll.Ticks, LongestPoll.Ticks));
        _claim = new ClaimRecorder(claim, plan.Form.Key, context);
        _reader = new CandidateReader<TRequest>(platform, plan, policy, _settleTime, context);
        _twins = new TwinCanceler<TRequest>(platform, plan.Form.Key, policy, _poll, _settleTime, _claim, context);

        // A request that takes effect at the last moment is hidden for as long as any other.
        _unknownUntil = horizon + _settleTime;
        _pending = new PendingIntents(context.Time, _unknownUntil);
        _recentId = recent?.RunId;
        _pending.Add(recent?.Pending ?? []);
        if (_claim.OpenIntent is { } intent && !_pending.Contains(intent.Nonce))
        {
            _pending.Add(intent, _claim.EntryAge);
        }
    }

    private SubmissionKey Key => _plan.Form.Key;

    /// <summary>What the next submission of the work in this process must know; null where this one has sent nothing.</summary>
    public RecentWork? Recent => (_startedId ?? _own?.Id, _pending.Sent) switch
    {
        (null, []) => null,
        var (runId, sent) => new RecentWork(_answeredId ?? runId, sent, _context.Time, _unknownUntil),
    };

    private PendingIntent? UnknownOutcome => _unknownStart ?? (_own is null && _pending.Contains(_ownNonce) ? _pending.First : null);

    /// <summary>A run of this call is or was under way; a draft is not one yet.</summary>
    private bool HasRun => _own is { State: not RunState.Draft };

    /// <summary>A forced run is still to be created, whatever is there already.</summary>
    private bool MustForce => _policy.ForceReason is not null && !_hasCreated;

    /// <param name="notBefore">The oldest look-up to start from.</param>
    /// <param name="cancellationToken">Cancels the submission.</param>
    public async Task<Submission> RunAsync(long notBefore, CancellationToken cancellationToken = default)
    {
        try
        {
            return await DecideAsync(notBefore, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (UnknownOutcome is not null && failure is OperationCanceledException or (ApiException and not SubmissionUnknownException))
        {
            throw Unknown(UnknownOutcome!, failure);
        }
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
        if (await DiscardSuperfluousAsync(assessment, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        switch (assessment.Action)
        {
            case SubmissionAction.Attach or SubmissionAction.Reuse when !MustForce:
                if (!await _twins.CancelAsync(assessment, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                await _claim.WriteRunAsync(
                    assessment.Subject!.Run, assessment.Subject.Attempt, isAdopted: false, keepsIntent: _pending.First is not null, cancellationToken).ConfigureAwait(false);
                return Answer(look, assessment, assessment.Subject.Run);
            case SubmissionAction.Start when !MustForce:
                if (await _twins.CancelAsync(assessment, cancellationToken).ConfigureAwait(false))
                {
                    await StartAsync(assessment.Subject!, cancellationToken).ConfigureAwait(false);
                }

                return null;
            case SubmissionAction.Refuse or SubmissionAction.Wait when !HasRun && !MustForce:
                throw await RefusalAsync(assessment, cancellationToken).ConfigureAwait(false);
        }

        if (HasRun)
        {
            return Answer(look, assessment, _own!);
        }

        if (IsBlindForNow(look))
        {
            await _claim.WaitAsync(_poll, cancellationToken).ConfigureAwait(false);
            return null;
        }

        ThrowIfBlind(look);
        await CreateAsync(assessment, cancellationToken).ConfigureAwait(false);
        await LetOwnRunSettleAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>A look-up before the own run has settled could decide nothing: it would only ask once more for every submission.</summary>
    private Task LetOwnRunSettleAsync(CancellationToken cancellationToken) => HasRun && _policy.Confirm == ConfirmMode.Settled
        ? _claim.WaitAsync(_settleTime, cancellationToken)
        : Task.CompletedTask;
}
