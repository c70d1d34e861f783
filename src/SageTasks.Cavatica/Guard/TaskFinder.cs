using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>Finds the tasks that carry keys. The platform filters by no name or text, so the whole list is read once, through all pages in a
/// fixed order; from then on only what was made since, as long as the filter by time shows a task that it must show, and the whole list again every
/// hour.</summary>
internal sealed class TaskFinder(CavaticaClient client, CavaticaRunsOptions options, TaskSnapshots snapshots, TimeProvider time)
{
    // What appeared later than any assumption allows is found then at last.
    private static readonly TimeSpan WholeEvery = TimeSpan.FromHours(1);

    // Lists can lag behind by the settle time; the rest is for clocks of several servers.
    private readonly TimeSpan _hiddenFor = options.SettleTime + TimeSpan.FromMinutes(1);

    private volatile TaskMemory? _memory;

    public async Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken)
    {
        var look = new TaskLookUp(client, options.Project, time);
        var wanted = keys.ToHashSet();
        var tasks = await ReadAsync(look, wanted, cancellationToken).ConfigureAwait(false);
        return new RunLookup
        {
            // The children of a batch inherit its description; the batch itself is the run.
            Runs = [.. tasks.Where(task => string.IsNullOrEmpty(task.Parent)).Select(snapshots.Of).Where(run => run.Tag is { } tag && wanted.Contains(tag.Key))],
            IsComplete = look.IncompleteBecause is null,
            IncompleteBecause = look.IncompleteBecause,
            ServerTime = look.ServerTime,
            Waited = look.Waited,
            Requests = look.Requests,
        };
    }

    /// <summary>Many tasks at once; those that are not there are left out.</summary>
    /// <exception cref="ApiException">The platform did not answer for one of them.</exception>
    public async Task<IReadOnlyList<CavaticaTask>> ReadManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<CavaticaTask>();
        foreach (var result in await client.GetTasksAsync(ids, cancellationToken).ConfigureAwait(false))
        {
            if (result.Resource is { } task)
            {
                found.Add(task);
            }
            else if (result.Error is not { Status: 404 })
            {
                throw BulkFailures.Of(client, "/bulk/tasks/get", result.Error);
            }
        }

        return found;
    }

    private async Task<IEnumerable<CavaticaTask>> ReadAsync(TaskLookUp look, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        var memory = _memory;
        var now = time.GetUtcNow();
        var since = now - options.LookBack;
        if (memory is not null && now - memory.WholeAt < WholeEvery && IsRecent(memory, since) && await ReadNewAsync(look, memory, cancellationToken).ConfigureAwait(false) is { } news)
        {
            _memory = TaskMemory.After(memory, news, look.BegunAt, memory.WholeAt);
            return news.Concat(await RefreshAsync(look, memory, news, wanted, cancellationToken).ConfigureAwait(false));
        }

        var all = await ReadWholeAsync(look, since, memory?.Unlisted ?? [], cancellationToken).ConfigureAwait(false);
        if (all is null || (all.Count == 0 && memory is not null && await HidesAsync(look, memory, wanted, since, cancellationToken).ConfigureAwait(false)))
        {
            look.IncompleteBecause ??= TaskLookUp.EmptyByMistake;
            return all ?? [];
        }

        _memory = TaskMemory.After(null, all, look.BegunAt, now);
        return all;
    }

    private static async Task<IReadOnlyList<CavaticaTask>?> ReadWholeAsync(
        TaskLookUp look, DateTimeOffset? since, IReadOnlyCollection<string> unlisted, CancellationToken cancellationToken)
    {
        look.IncompleteBecause = null;
        if (since is not { } bound)
        {
            return await look.ReadAsync(createdFrom: null, cancellationToken).ConfigureAwait(false);
        }

        var bounded = new BoundedTasks(look, bound, unlisted);
        if (await bounded.ReadAsync(cancellationToken).ConfigureAwait(false) is { } tasks)
        {
            return tasks;
        }

        var all = await look.ReadAsync(createdFrom: null, cancellationToken).ConfigureAwait(false);
        return all is { Count: 0 } && bounded.HasSeenSome ? null : all?.Where(task => !bounded.IsPast(task)).ToList();
    }

    // What was made since a task of long ago can be more than what has not ended.
    private bool IsRecent(TaskMemory memory, DateTimeOffset? since) => since is null || memory.UnreadFrom(_hiddenFor) >= since;

    /// <summary>What was made since the last look-up; null where the filter by time can't be believed, or the list not be read.</summary>
    private async Task<IReadOnlyList<CavaticaTask>?> ReadNewAsync(TaskLookUp look, TaskMemory memory, CancellationToken cancellationToken)
    {
        var news = await look.ReadAsync(memory.UnreadFrom(_hiddenFor), cancellationToken).ConfigureAwait(false);
        return news?.Any(task => task.Id == memory.Witness.Id) == true ? news : null;
    }

    /// <summary>The earlier tasks of the keys, as they are now.</summary>
    private static async Task<IEnumerable<CavaticaTask>> RefreshAsync(
        TaskLookUp look, TaskMemory memory, IReadOnlyList<CavaticaTask> news, HashSet<SubmissionKey> wanted, CancellationToken cancellationToken)
    {
        var shown = news.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var ids = memory.Of(wanted).Select(task => task.Id).Where(id => !shown.Contains(id)).ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        var results = await look.ReadAsync(ids, cancellationToken).ConfigureAwait(false);
        if (results.Any(result => result.Resource is null && result.Error is not { Status: 404 }))
        {
            look.IncompleteBecause = "the platform did not answer for every earlier task of the work";
        }

        return results.Select(result => result.Resource).OfType<CavaticaTask>();
    }

    /// <summary>Whether an empty list should have shown a task: one that every list shows, or one of the keys.</summary>
    private static async Task<bool> HidesAsync(TaskLookUp look, TaskMemory memory, HashSet<SubmissionKey> wanted, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var ids = memory.Of(wanted).Append(memory.Witness).Select(task => task.Id).Distinct(StringComparer.Ordinal).ToList();
        return (await look.ReadAsync(ids, cancellationToken).ConfigureAwait(false)).Any(result => result.Resource is { } task
            ? since is null || task.CreatedTime >= since || !BoundedTasks.HasEnded(task)
            : result.Error is not { Status: 404 });
    }
}
