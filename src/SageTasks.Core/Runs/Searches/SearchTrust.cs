namespace SageTasks.Runs;

/// <summary>Whether a server's search can be believed: for a while after it found a run that is known to exist, and nothing for what no run has.
/// Even then only several empty answers mean that there is nothing, with the known run found in between.</summary>
internal sealed class SearchTrust(TimeSpan lifetime, TimeProvider time)
{
    /// <summary>An empty answer must come as often as this: one alone can be a mistake of the server's.</summary>
    public const int EmptySearches = 3;

    private const int Tries = 2;

    // What many runs share needs more than a page.
    private const int CanaryPages = 3;

    private readonly Lock _lock = new();
    private (bool IsProven, long At, Canary? Canary)? _judgement;

    /// <summary>The search was proven a short while ago.</summary>
    public bool IsProven => Judged() == true;

    /// <summary>The search was found wanting a short while ago.</summary>
    public bool IsRefuted => Judged() == false;

    /// <summary>Proves the search by a run; without one, nothing is proven or refuted.</summary>
    public async Task<bool> ProveAsync<TRun>(IRunSearch<TRun> search, Canary? canary, CancellationToken cancellationToken)
    {
        if (canary is null)
        {
            return false;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await ShowsAsync(search, canary.Term, canary.RunId, cancellationToken).ConfigureAwait(false)
                && await ShowsAsync(search, canary.Term.Impossible(), id: null, cancellationToken).ConfigureAwait(false))
            {
                Judge((true, time.GetTimestamp(), canary));
                return true;
            }
        }

        Refute();
        return false;
    }

    /// <summary>What the search shows for keys; null where it cannot be believed, so that the list must be read.</summary>
    public async Task<IReadOnlyList<TRun>?> FindAsync<TRun>(IRunSearch<TRun> search, IReadOnlySet<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        var (found, silent) = (new List<TRun>(), keys.ToList());
        for (var looks = 0; looks < EmptySearches && silent.Count > 0; looks++)
        {
            // An outage in which searches find nothing has ended before the second look then, or not begun at the first.
            if (looks == 1 && !await StillFindsCanaryAsync(search, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            foreach (var key in silent.ToList())
            {
                if (await search.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } runs)
                {
                    Refute();
                    return null;
                }

                found.AddRange(runs);
                silent.RemoveAll(other => other == key && runs.Count > 0);
            }
        }

        return found;
    }

    // Where the run is not found, deleted as it may be, the search must be proven anew.
    private async Task<bool> StillFindsCanaryAsync<TRun>(IRunSearch<TRun> search, CancellationToken cancellationToken)
    {
        if (Known() is { } canary && await ShowsAsync(search, canary.Term, canary.RunId, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Judge(null);
        return false;
    }

    /// <summary>Whether the first pages for a term show a run (null: whether they show none at all), and none that they should have left out.</summary>
    private static async Task<bool> ShowsAsync<TRun>(IRunSearch<TRun> search, SearchTerm term, string? id, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages < CanaryPages; pages++)
        {
            if (await search.PageAsync(term, token, cancellationToken).ConfigureAwait(false) is not { } page || (id is null && page.Ids.Count > 0))
            {
                return false;
            }

            if (id is not null && page.Ids.Contains(id, StringComparer.Ordinal))
            {
                return true;
            }

            token = page.NextToken;
            if (token is null)
            {
                break;
            }
        }

        return id is null;
    }

    private bool? Judged()
    {
        lock (_lock)
        {
            return _judgement is { } judgement && time.GetElapsedTime(judgement.At) < lifetime ? judgement.IsProven : null;
        }
    }

    private Canary? Known()
    {
        lock (_lock)
        {
            return _judgement?.Canary;
        }
    }

    private void Refute() => Judge((false, time.GetTimestamp(), null));

    private void Judge((bool IsProven, long At, Canary? Canary)? judgement)
    {
        lock (_lock)
        {
            _judgement = judgement;
        }
    }
}
