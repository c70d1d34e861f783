namespace SageTasks.Runs;

/// <content>What can be seen, and what may be hidden.</content>
internal sealed partial class SubmissionSession<TRequest>
{
    /// <summary>Looks by key, and by id for the runs that this process or the ledger knows and the look-up does not show.</summary>
    private async Task<(TimedLookup Look, IReadOnlyList<Candidate> Candidates)> LookAsync(long notBefore, CancellationToken cancellationToken)
    {
        var look = await _lookups.LookAsync(_plan.Keys, notBefore, cancellationToken).ConfigureAwait(false);
        _looks++;
        var runs = new Dictionary<string, RunSnapshot>(StringComparer.Ordinal);
        foreach (var run in look.Lookup.Runs.Where(IsOfThisWork))
        {
            runs[run.Id] = run;
        }

        await ReadDraftsAgainAsync(runs, cancellationToken).ConfigureAwait(false);
        if (_own is null && runs.Values.FirstOrDefault(IsOwn) is { } own)
        {
            Own(own);
        }

        await AddKnownAsync(runs, _own?.Id, cancellationToken).ConfigureAwait(false);
        FollowOwn(runs);
        await AddKnownAsync(runs, _recentId, cancellationToken, mustCarryKey: true).ConfigureAwait(false);
        _recordedRunIsGone = !await AddKnownAsync(runs, _claim.Run?.RunId, cancellationToken).ConfigureAwait(false);
        var candidates = await _reader.ReadAsync(look, runs.Values, IsOwn, _claim.Run?.Attempt, cancellationToken).ConfigureAwait(false);
        return (look, candidates);
    }

    private async Task<bool> AddKnownAsync(
        Dictionary<string, RunSnapshot> runs, string? id, CancellationToken cancellationToken, bool mustCarryKey = false)
    {
        if (id is null || runs.ContainsKey(id))
        {
            return true;
        }

        if (await _platform.GetAsync(id, cancellationToken).ConfigureAwait(false) is not { } run || (mustCarryKey && !IsOfThisWork(run)))
        {
            return false;
        }

        runs[id] = run;
        return true;
    }

    private bool IsOfThisWork(RunSnapshot run) => run.Tag is { } tag && _plan.Keys.Contains(tag.Key);

    /// <summary>A run that this call sent, a second copy that a proxy delivered included: its request needs no comparison.</summary>
    private bool IsOwn(RunSnapshot run) => run.Id == _own?.Id || (_ownNonce is not null && run.Tag?.Nonce == _ownNonce);

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

        if (IsBlind(look))
        {
            throw new LookupIncompleteException(Key, look.Lookup.IncompleteBecause);
        }
    }

    /// <summary>What a look-up cannot see yet it may see in a moment.</summary>
    private bool IsBlindForNow(TimedLookup look)
    {
        if (!look.Lookup.IsIncompleteForNow || !(IsBlind(look) || _pending.First is not null))
        {
            return false;
        }

        _blindSince ??= _context.Time.GetTimestamp();
        return _context.Time.GetElapsedTime(_blindSince.Value) < _settleTime;
    }

    private bool IsBlind(TimedLookup look) => !look.Lookup.IsComplete && !_claim.HasLedger && !_policy.AcceptRisk;
}
