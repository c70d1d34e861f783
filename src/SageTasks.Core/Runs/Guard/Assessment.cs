namespace SageTasks.Runs;

/// <summary>What a set of candidates means: which run does the work, which are superfluous, and what to do next. Pure, so that every
/// guard that sees the same runs decides the same.</summary>
internal sealed record Assessment
{
    private Assessment()
    {
    }

    public required SubmissionAction Action { get; init; }

    public required string Decision { get; init; }

    /// <summary>The run that the action is about: the winner, or the failed run to resume.</summary>
    public Candidate? Subject { get; init; }

    /// <summary>Superfluous runs that are still active, and superfluous drafts.</summary>
    public IReadOnlyList<Candidate> Twins { get; init; } = [];

    /// <summary>The attempt that a new run would be.</summary>
    public int NextAttempt { get; init; } = 1;

    /// <summary>A new run would replace everything before it.</summary>
    public bool NextSupersedes { get; init; }

    /// <summary>Why nothing is done, built when it is thrown.</summary>
    public Func<IReadOnlyList<string>, SubmissionException>? Refusal { get; init; }

    public IReadOnlyList<(Candidate Candidate, CandidateRole Role)> Roles { get; init; } = [];

    public static Assessment Of(SubmissionKey key, IReadOnlyList<Candidate> candidates, SubmissionPolicy policy)
    {
        var nextAttempt = candidates.Select(candidate => candidate.Attempt).DefaultIfEmpty(0).Max() + 1;
        var generation = candidates.Where(candidate => candidate.Supersedes && !candidate.IsMismatch)
            .Select(candidate => candidate.Attempt).DefaultIfEmpty(1).Max();
        var clones = candidates.Where(candidate => IsClone(candidate, candidates)).ToList();
        var current = candidates.Where(candidate => candidate.Attempt >= generation && !clones.Contains(candidate)).ToList();
        var conflict = current.Find(candidate => candidate.IsMismatch);
        var lastRun = current.Where(candidate => candidate.State != RunState.Draft).Select(candidate => candidate.Attempt).DefaultIfEmpty(0).Max();
        var live = current.Where(candidate => candidate is { IsLive: true, IsMismatch: false } && !IsOvertaken(candidate, lastRun)).Order(Elected.First).ToList();
        var leftDrafts = candidates.Where(candidate => candidate is { State: RunState.Draft, IsMismatch: false } && !live.Contains(candidate));

        return Decide(key, current, live, [.. leftDrafts], conflict, policy, generation) with
        {
            NextAttempt = nextAttempt,
            NextSupersedes = policy.ForceReason is not null || current.Exists(candidate => candidate.IsStale),
            Roles = [.. candidates.Select(candidate => (candidate, RoleOf(candidate, live.FirstOrDefault(), generation, clones)))],
        };
    }

    public IReadOnlyList<CandidateEvidence> ToEvidence() =>
        [.. Roles.Select(role => new CandidateEvidence
        {
            Run = role.Candidate.Run,
            Role = role.Role,
            IsVerified = role.Candidate.IsVerified,
            Differences = role.Candidate.Differences ?? [],
        })];

    private static Assessment Decide(
        SubmissionKey key,
        List<Candidate> current,
        List<Candidate> live,
        IReadOnlyList<Candidate> leftDrafts,
        Candidate? conflict,
        SubmissionPolicy policy,
        int generation)
    {
        if (conflict is not null)
        {
            return Refuse(
                $"run {conflict.Run.Id} carries the key with another request",
                _ => new SubmissionConflictException(key, conflict.Run, conflict.Differences!));
        }

        if (live is [var winner, .. var others])
        {
            return Follow(key, winner) with { Twins = [.. others.Where(other => other.State != RunState.Succeeded), .. leftDrafts] };
        }

        var ended = current.Where(candidate => !candidate.IsStale && candidate.State != RunState.Draft && !IsOutlived(candidate, current)).ToList();
        if (ended.Count == 0)
        {
            return current.Count == 0
                ? new Assessment { Action = SubmissionAction.Launch, Decision = "no run of this work exists: start one" }
                : new Assessment { Action = SubmissionAction.Resubmit, Decision = "the earlier success is not valid any more: start a new run" };
        }

        var last = ended.Max(candidate => candidate.Attempt);
        return AfterEnd(key, [.. ended.Where(candidate => candidate.Attempt == last)], policy, last - generation + 1);
    }

    private static Assessment Follow(SubmissionKey key, Candidate winner) => winner.State switch
    {
        RunState.Succeeded => new Assessment
        {
            Action = SubmissionAction.Reuse,
            Subject = winner,
            Decision = $"run {winner.Run.Id} has done this work: reuse it",
        },
        RunState.Draft => new Assessment
        {
            Action = SubmissionAction.Start,
            Subject = winner,
            Decision = $"draft {winner.Run.Id} is this work: start it",
        },
        RunState.Canceling => new Assessment
        {
            Action = SubmissionAction.Wait,
            Subject = winner,
            Decision = $"run {winner.Run.Id} is being cancelled: wait for its end",
            Refusal = _ => new RunCanceledException(key, winner.Run),
        },
        _ => new Assessment
        {
            Action = SubmissionAction.Attach,
            Subject = winner,
            Decision = $"run {winner.Run.Id} is doing this work: attach to it",
        },
    };

    private static Assessment AfterEnd(SubmissionKey key, List<Candidate> last, SubmissionPolicy policy, int attempts)
    {
        if (last.Find(candidate => candidate.State == RunState.Unknown) is { } unknown)
        {
            return Refuse($"the state of run {unknown.Run.Id} is unknown", _ => new RunStateUnknownException(key, unknown.Run));
        }

        var failed = last.Where(candidate => candidate.State != RunState.Canceled).Order(Elected.First).FirstOrDefault();
        if (failed is null)
        {
            var canceled = last.Order(Elected.First).First();
            return policy.OnCanceled == CanceledPolicy.Resubmit
                ? new Assessment { Action = SubmissionAction.Resubmit, Decision = $"run {canceled.Run.Id} was cancelled: start a new run" }
                : Refuse($"run {canceled.Run.Id} was cancelled by a person", _ => new RunCanceledException(key, canceled.Run)) with { Subject = canceled };
        }

        var allowed = failed.State == RunState.Failed ? policy.MaxAttempts : policy.MaxSystemAttempts;
        if (policy.OnFailure == FailurePolicy.Throw || attempts >= allowed)
        {
            return Refuse(
                $"run {failed.Run.Id} failed, attempt {attempts} of {allowed}",
                tail => new AttemptsExhaustedException(key, failed.Run, attempts, tail)) with
            { Subject = failed };
        }

        return policy.OnFailure == FailurePolicy.Resume
            ? new Assessment { Action = SubmissionAction.Resume, Subject = failed, Decision = $"run {failed.Run.Id} failed: resume it" }
            : new Assessment { Action = SubmissionAction.Resubmit, Decision = $"run {failed.Run.Id} failed: start a new run" };
    }

    /// <summary>A draft of an attempt that has been made already, by another run: starting it would make that attempt twice.</summary>
    private static bool IsOvertaken(Candidate candidate, int lastRun) => candidate.State == RunState.Draft && candidate.Attempt <= lastRun;

    /// <summary>A run that was cancelled while another one went on with the work: it was a twin, and its end says nothing about the work.</summary>
    private static bool IsOutlived(Candidate canceled, List<Candidate> current) =>
        canceled is { State: RunState.Canceled, Run.CompletedAt: { } end }
        && current.Exists(other => !other.IsMismatch && other.State is not (RunState.Canceled or RunState.Unknown) && other.Run.CompletedAt > end);

    private static Assessment Refuse(string decision, Func<IReadOnlyList<string>, SubmissionException> refusal) =>
        new() { Action = SubmissionAction.Refuse, Decision = decision, Refusal = refusal };

    /// <summary>A person copied a run with its name: the copy has the nonce of a run whose request is the one asked for.</summary>
    private static bool IsClone(Candidate candidate, IReadOnlyList<Candidate> candidates) =>
        candidate is { IsMismatch: true, Nonce: { } nonce }
        && candidates.Any(other => other != candidate && !other.IsMismatch && string.Equals(other.Nonce, nonce, StringComparison.Ordinal));

    private static CandidateRole RoleOf(Candidate candidate, Candidate? winner, int generation, List<Candidate> clones) => candidate switch
    {
        _ when clones.Contains(candidate) => CandidateRole.Clone,
        _ when candidate.Attempt < generation => CandidateRole.Superseded,
        { IsMismatch: true } => CandidateRole.Conflict,
        _ when candidate == winner => CandidateRole.Winner,
        { IsStale: true } => CandidateRole.Stale,
        { State: RunState.Succeeded } => CandidateRole.AlsoSucceeded,
        { IsLive: true } => CandidateRole.Twin,
        _ => CandidateRole.Ended,
    };
}
