using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Finds the runs that carry keys, with as few requests as a proof of absence allows: the server's filter for each key where it has one
/// that can be believed, else the whole list.</summary>
internal sealed class RunFinder(WesClient client, WesRunsOptions options, SentTags sent, TimeProvider time)
{
    // With more keys the whole list is cheaper than a question for each.
    private const int MostSearches = 100;

    private const int Parallel = 8;

    private readonly RunReader _reader = new(options.MaxPages, time);
    private readonly TagReader _tags = new(options.MaxReads);
    private readonly SearchTrust _filter = new(options.TrustTime, time);

    public async Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        var look = new LookUp(client, options.PageSize);
        var wanted = keys.ToHashSet();
        if (wanted.Count == 0)
        {
            return Result(look, new RunScan(), []);
        }

        if (await _reader.FirstPageAsync(look, cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return Result(look, new RunScan { IncompleteBecause = RunReader.EmptyByMistake }, []);
        }

        if (first.NextPageToken is not null && wanted.Count <= MostSearches
            && await SearchAllAsync(look, first, wanted, cancellationToken).ConfigureAwait(false) is { } searched)
        {
            return searched;
        }

        var scan = await _reader.ScanAsync(look, tags: null, first, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(look, scan, wanted, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Many runs from as few list pages as pay off; the rest one by one, since a run that a list leaves out may still be there.</summary>
    public async Task<IReadOnlyList<RunSnapshot>> GetManyAsync(
        IReadOnlyCollection<string> ids, Func<string, CancellationToken, Task<RunSnapshot?>> getOne, CancellationToken cancellationToken)
    {
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var found = new List<RunSnapshot>();
        var look = new LookUp(client, options.PageSize);
        for (string? token = null; missing.Count > 2;)
        {
            var page = await look.PageAsync(null, token, cancellationToken).ConfigureAwait(false);
            var before = found.Count;
            found.AddRange(page.Runs.Where(run => missing.Remove(run.RunId)).Select(Snapshot));
            token = page.NextPageToken;
            if (found.Count == before || token is null)
            {
                break;
            }
        }

        foreach (var some in missing.Chunk(Parallel))
        {
            found.AddRange((await Task.WhenAll(some.Select(id => getOne(id, cancellationToken))).ConfigureAwait(false)).OfType<RunSnapshot>());
        }

        return found;
    }

    private RunSnapshot Snapshot(WesRunSummary run)
    {
        var snapshot = RunSnapshots.Of(run);
        return snapshot.Tag is null ? snapshot with { Tag = _tags.Known(run.RunId) ?? sent.Of(run.RunId) } : snapshot;
    }

    /// <summary>A question for each key; null where the filter cannot be believed, so that the list must be read.</summary>
    private async Task<RunLookup?> SearchAllAsync(LookUp look, WesRunPage first, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        if (await client.GetTagFilterAsync(cancellationToken).ConfigureAwait(false) == WesTagFilter.None
            || !await IsProvenAsync(look, first, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (await _filter.FindAsync(new RunSearch(look, _reader), wanted, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var all = new RunScan();
        all.TryAdd(first.Runs);
        all.TryAdd(found);
        return await ResultAsync(look, all, wanted, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsProvenAsync(LookUp look, WesRunPage first, CancellationToken cancellationToken)
    {
        if (_filter.IsProven || _filter.IsRefuted)
        {
            return _filter.IsProven;
        }

        var second = await look.PageAsync(null, first.NextPageToken, cancellationToken).ConfigureAwait(false);
        return await _filter.ProveAsync(new RunSearch(look, _reader), RunSearch.Canary(first, second), cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunLookup> ResultAsync(LookUp look, RunScan scan, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        var tags = await _tags.ReadAsync(look, scan, cancellationToken).ConfigureAwait(false);
        foreach (var id in scan.Rows.Keys)
        {
            if (sent.InList(id, tags.GetValueOrDefault(id)) is { } tag)
            {
                tags[id] = tag;
            }
        }

        var runs = new List<RunSnapshot>();
        foreach (var (id, tag) in tags.Where(tag => wanted.Contains(tag.Value.Key)))
        {
            // A row without tags shows no times either: the run itself does.
            if (scan.Rows[id] is { Tags.Count: > 0 } row)
            {
                runs.Add(RunSnapshots.Of(row) with { Tag = tag });
            }
            else if (await look.RunAsync(id, cancellationToken).ConfigureAwait(false) is not { } run)
            {
                scan.MissForNow($"the run {id}, which carries the key, cannot be read");
            }
            else if (!RunStates.IsDeleted(run.State))
            {
                runs.Add(RunSnapshots.Of(id, run) with { Tag = tag });
            }
        }

        return Result(look, scan, runs);
    }

    private RunLookup Result(LookUp look, RunScan scan, IReadOnlyList<RunSnapshot> runs) => new()
    {
        Runs = runs,
        IsComplete = scan.IsComplete && sent.LostBecause is null,
        IncompleteBecause = scan.IncompleteBecause ?? sent.LostBecause,
        IsIncompleteForNow = scan.IsIncompleteForNow,
        ServerTime = look.ServerTime,
        Waited = look.Waited,
        Requests = look.Requests,
    };
}
