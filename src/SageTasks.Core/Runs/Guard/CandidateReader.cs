namespace SageTasks.Runs;

/// <summary>Turns the runs of a look-up into candidates: reads what is missing, compares stored requests once, asks whether a success is valid.</summary>
internal sealed class CandidateReader<TRequest>(
    IRunPlatform<TRequest> platform, PreparedPlan<TRequest> plan, SubmissionPolicy policy, TimeSpan settleTime, GuardContext context)
{
    private static readonly TimeSpan UnknownIsActiveFor = TimeSpan.FromMinutes(10);

    /// <summary>A draft this old has been left behind: no guard waits so long between drafting and starting.</summary>
    private static readonly TimeSpan DraftIsLeftAfter = TimeSpan.FromHours(1);

    /// <summary>Servers tell time in whole seconds.</summary>
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, IReadOnlyList<RequestDifference>> _compared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _firstSeen = new(StringComparer.Ordinal);

    public void RememberCreation(string runId) => _firstSeen[runId] = context.Time.GetTimestamp();

    public async Task<IReadOnlyList<Candidate>> ReadAsync(
        TimedLookup look, IEnumerable<RunSnapshot> runs, Func<RunSnapshot, bool> isOwnRun, int? recordedAttempt, CancellationToken cancellationToken = default)
    {
        var candidates = new List<Candidate>();
        var ordered = runs.OrderBy(run => run.Id, StringComparer.Ordinal).ToList();

        // With two runs that bear this call's nonce one may be a copy made by hand, of a request changed since.
        var ownIsCopied = ordered.Count(isOwnRun) > 1;
        foreach (var run in ordered)
        {
            var isOwn = isOwnRun(run);
            var isTrusted = isOwn && !ownIsCopied && run.State != RunState.Draft;
            var differences = isTrusted ? null : await CompareAsync(run, cancellationToken).ConfigureAwait(false);
            var age = AgeOf(run, look);
            candidates.Add(new Candidate
            {
                Run = run,
                State = run.State == RunState.Unknown && age < UnknownIsActiveFor ? RunState.Queued : run.State,
                Attempt = run.Tag?.Attempt ?? recordedAttempt ?? 1,
                IsOwn = isOwn,
                Age = age,
                MayDiscard = run.Tag is not null && (isOwn || age >= DraftIsLeftAfter),
                Differences = differences,
                IsVerified = isTrusted || differences is not null,
                IsStale = !isOwn && run.State == RunState.Succeeded && !await IsValidAsync(run, look, cancellationToken).ConfigureAwait(false),
            });
        }

        return candidates;
    }

    public TimeSpan Unsettled(IEnumerable<Candidate> candidates) =>
        candidates.Select(candidate => settleTime - candidate.Age).Append(TimeSpan.Zero).Max();

    private TimeSpan AgeOf(RunSnapshot run, TimedLookup look)
    {
        if (!_firstSeen.TryGetValue(run.Id, out var seen))
        {
            _firstSeen[run.Id] = seen = look.Started;
        }

        var observed = seen > look.Started ? TimeSpan.Zero : context.Time.GetElapsedTime(seen, look.Started);
        var byServer = look.ServerTime - run.CreatedAt - ClockResolution ?? TimeSpan.Zero;
        return byServer > observed ? byServer : observed;
    }

    /// <summary>Compares once. A draft is compared on every look, since it can be edited until it is started, and so is a run whose request
    /// could not be read yet.</summary>
    private async Task<IReadOnlyList<RequestDifference>?> CompareAsync(RunSnapshot run, CancellationToken cancellationToken)
    {
        if (!platform.Capabilities.RequestReadable)
        {
            return null;
        }

        if (_compared.TryGetValue(run.Id, out var differences))
        {
            return differences;
        }

        var stored = await platform.ReadRequestAsync(run.Id, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        differences = plan.DifferencesOf(run, stored, context.Forms);
        if (run.State != RunState.Draft)
        {
            _compared[run.Id] = differences;
        }

        return differences;
    }

    private async Task<bool> IsValidAsync(RunSnapshot run, TimedLookup look, CancellationToken cancellationToken)
    {
        var now = look.ServerTime ?? context.Time.GetUtcNow();
        if (policy.ForceReason is not null || (policy.MaxAge is { } maxAge && now - (run.CompletedAt ?? run.CreatedAt ?? now) > maxAge))
        {
            return false;
        }

        return policy.IsStillValid is null || await policy.IsStillValid(run, cancellationToken).ConfigureAwait(false);
    }
}
