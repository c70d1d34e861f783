using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>Finds the tasks that carry keys, with as few requests as a proof of absence allows: all tasks where one page holds them or many keys
/// are wanted, else those that the server's filter shows for each key, once the filter has been proven.</summary>
internal sealed class TaskFinder(TesClient client, TesRunsOptions options, SentTags sent, TimeProvider time)
{
    // A filter is asked about so many keys at most: a longer list of keys is cheaper to look for in the list of tasks.
    private const int MostFiltered = 32;
    // Pages are large: so many tasks are asked for one by one rather.
    private const int FewTasks = 32;
    private const int Parallel = 8;

    private readonly TaskListReader _reader = new(options.MaxPages, time);
    private readonly SearchTrust _filter = new(options.TrustTime, time);

    public async Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        var look = new TaskLookUp(client, options.PageSize);
        var wanted = keys.ToHashSet();
        if (wanted.Count == 0)
        {
            return Result(look, new TaskScan(), wanted);
        }

        if (wanted.Count <= MostFiltered && _filter.IsProven && await FilterAllAsync(look, wanted, cancellationToken).ConfigureAwait(false) is { } filtered)
        {
            return filtered;
        }

        if (await _reader.FirstPageAsync(look, cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return Result(look, new TaskScan { IncompleteBecause = TaskListReader.EmptyByMistake }, wanted);
        }

        if (wanted.Count <= MostFiltered && await ProveAsync(look, first, cancellationToken).ConfigureAwait(false)
            && await FilterAllAsync(look, wanted, cancellationToken).ConfigureAwait(false) is { } proven)
        {
            return proven;
        }

        var scan = await _reader.ScanAsync(look, filter: null, first, cancellationToken).ConfigureAwait(false);
        if (scan.Pages > 1)
        {
            await ConfirmAsync(look, scan, wanted, cancellationToken).ConfigureAwait(false);
        }

        return Result(look, scan, wanted);
    }

    /// <summary>Many tasks from as few list pages as pay off; the rest one by one, since a task that a list leaves out may still be there.</summary>
    public async Task<IReadOnlyList<RunSnapshot>> GetManyAsync(
        IReadOnlyCollection<string> ids, Func<string, CancellationToken, Task<RunSnapshot?>> getOne, CancellationToken cancellationToken)
    {
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var found = new List<RunSnapshot>();
        var look = new TaskLookUp(client, options.PageSize);
        string? token = null;
        while (missing.Count > FewTasks)
        {
            var page = await look.PageAsync(null, token, cancellationToken).ConfigureAwait(false);
            var before = found.Count;
            found.AddRange(page.Tasks.Where(task => missing.Remove(task.Id!)).Select(Listed));
            if (found.Count == before || TaskLookUp.Next(page) is not { } next || next == token)
            {
                break;
            }

            token = next;
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

    private async Task<bool> ProveAsync(TaskLookUp look, TesTaskPage first, CancellationToken cancellationToken)
    {
        if (_filter.IsRefuted || TaskLookUp.Next(first) is not { } token)
        {
            return false;
        }

        var second = await look.PageAsync(null, token, cancellationToken).ConfigureAwait(false);
        return await _filter.ProveAsync(new TaskSearch(look, _reader), TaskSearch.Canary(first, second), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the filter shows for each key; null where it cannot be believed, so that the list must be read.</summary>
    private async Task<RunLookup?> FilterAllAsync(TaskLookUp look, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        if (await _filter.FindAsync(new TaskSearch(look, _reader), wanted, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var scan = new TaskScan();
        scan.Add(found);
        return Result(look, scan, wanted);
    }

    /// <summary>Between pages a task can slip through where a server pages by place. A second look, from another side where that is cheaper,
    /// shows what the first one missed.</summary>
    private async Task ConfirmAsync(TaskLookUp look, TaskScan scan, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.Except(scan.Tasks.Values.Select(task => TaskTags.Read(task.Tags)?.Key).OfType<SubmissionKey>()).ToList();
        if (!scan.IsComplete || missing.Count == 0)
        {
            return;
        }

        if (missing.Count > scan.Pages)
        {
            var again = await _reader.ScanAsync(look, filter: null, first: null, cancellationToken).ConfigureAwait(false);
            scan.Add(again.Tasks.Values);
            scan.IncompleteBecause = again.IncompleteBecause;
            return;
        }

        foreach (var key in missing)
        {
            scan.Add((await look.PageAsync(new TesTagFilter(TaskTags.Key, key.Value), null, cancellationToken).ConfigureAwait(false)).Tasks);
        }
    }

    private RunLookup Result(TaskLookUp look, TaskScan scan, HashSet<SubmissionKey> wanted)
    {
        var runs = scan.Tasks.Values.Select(Listed).Where(run => run.Tag is { } tag && wanted.Contains(tag.Key)).ToList();
        var because = scan.IncompleteBecause ?? sent.LostBecause;
        return new RunLookup
        {
            Runs = runs,
            IsComplete = because is null,
            IncompleteBecause = because,
            ServerTime = look.ServerTime,
            Waited = look.Waited,
            Requests = look.Requests,
        };
    }

    private RunSnapshot Listed(TesTask task)
    {
        var run = TaskSnapshots.Of(task);
        return sent.InList(run.Id, run.Tag) is var tag && tag == run.Tag ? run : run with { Tag = tag };
    }
}
