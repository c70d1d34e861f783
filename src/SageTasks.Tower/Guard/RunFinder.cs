using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Finds the runs that carry keys, with as few requests as a proof of absence allows: the whole list where it is short or many keys
/// are wanted, else a search for each key.</summary>
internal sealed class RunFinder(TowerClient client, TowerRunsOptions options, RunSnapshots snapshots, TimeProvider time)
{
    private const int CanaryRequests = 2;
    private const int Parallel = 8;

    private readonly RunReader _reader = new(options.MaxPages, time);
    private readonly SearchTrust _search = new(options.TrustTime, time);

    public async Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        var look = new LookUp(client);
        var wanted = keys.ToHashSet();
        if (wanted.Count == 0)
        {
            return Result(look, new RunScan(), wanted);
        }

        if (await _reader.FirstPageAsync(look, cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return Result(look, new RunScan { IncompleteBecause = RunReader.EmptyByMistake }, wanted);
        }

        if (Pages(first) > 1 + CanaryRequests + wanted.Count * SearchTrust.EmptySearches
            && await SearchAllAsync(look, first, wanted, cancellationToken).ConfigureAwait(false) is { } searched)
        {
            return searched;
        }

        var scan = await _reader.ScanAsync(look, search: null, first, cancellationToken).ConfigureAwait(false);
        await NameAsync(look, scan, cancellationToken).ConfigureAwait(false);
        return Result(look, scan, wanted);
    }

    /// <summary>Many runs from as few list pages as pay off; the rest one by one, since a run that a list leaves out may still be there.</summary>
    public async Task<IReadOnlyList<RunSnapshot>> GetManyAsync(
        IReadOnlyCollection<string> ids, Func<string, CancellationToken, Task<RunSnapshot?>> getOne, CancellationToken cancellationToken)
    {
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var found = new List<RunSnapshot>();
        var look = new LookUp(client);
        for (var offset = 0; missing.Count > 2; offset += LookUp.PageSize)
        {
            var page = await look.PageAsync(null, offset, cancellationToken).ConfigureAwait(false);
            var before = found.Count;
            found.AddRange(page.Workflows.Where(item => missing.Remove(item.Workflow.Id)).Select(snapshots.Of));
            if (found.Count == before || page.Workflows.Count < LookUp.PageSize)
            {
                break;
            }
        }

        using var slots = new SemaphoreSlim(Parallel);
        found.AddRange((await Task.WhenAll(missing.Select(GetAsync)).ConfigureAwait(false)).OfType<RunSnapshot>());
        return found;

        async Task<RunSnapshot?> GetAsync(string id)
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await getOne(id, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    /// <summary>A search for each key; null where the search cannot be believed, so that the list must be read.</summary>
    private async Task<RunLookup?> SearchAllAsync(LookUp look, WorkflowPage first, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        var search = new RunSearch(look, _reader);
        if (!(_search.IsProven || await _search.ProveAsync(search, RunSearch.Canary(first), cancellationToken).ConfigureAwait(false))
            || await _search.FindAsync(search, wanted, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var all = new RunScan();
        all.Add(first.Workflows);
        all.Add(found);

        // A search by name finds no run that has no name yet: the newest ones are looked at here.
        await NameAsync(look, all, cancellationToken).ConfigureAwait(false);
        return Result(look, all, wanted);
    }

    // A row without a name could be any run, ours included: its own record is asked.
    private static async Task NameAsync(LookUp look, RunScan scan, CancellationToken cancellationToken)
    {
        foreach (var item in scan.Rows.Values.Where(item => string.IsNullOrEmpty(item.Workflow.RunName)).ToList())
        {
            if (await look.RunAsync(item.Workflow.Id, cancellationToken).ConfigureAwait(false) is not { } run)
            {
                // Not shown, or deleted since it was listed: the next look-up tells.
                scan.MissName($"the run {item.Workflow.Id} has no name yet and cannot be read");
                continue;
            }

            if (string.IsNullOrEmpty(run.RunName))
            {
                scan.MissName($"the run {run.Id} has no name yet");
            }

            scan.Rows[run.Id] = item with { Workflow = item.Workflow with { RunName = run.RunName, Status = run.Status } };
        }
    }

    private RunLookup Result(LookUp look, RunScan scan, HashSet<SubmissionKey> wanted) => new()
    {
        Runs = scan.Rows.Values.Select(snapshots.Of).Where(run => run.Tag is { } tag && wanted.Contains(tag.Key)).ToList(),
        IsComplete = scan.IsComplete,
        IncompleteBecause = scan.IncompleteBecause,
        IsIncompleteForNow = scan.IsIncompleteForNow,
        ServerTime = look.ServerTime,
        Waited = look.Waited,
        Requests = look.Requests,
    };

    private static int Pages(WorkflowPage first) => first switch
    {
        { TotalSize: { } total } => (int)Math.Min(int.MaxValue, (total + LookUp.PageSize - 2) / (LookUp.PageSize - 1)),
        { HasMore: false } => 1,
        _ => first.Workflows.Count < LookUp.PageSize ? 1 : int.MaxValue,
    };
}
