namespace SageTasks.Tes;

/// <summary>Whether the server's tag filters can be believed: for a while after one found a task that is known to exist, behind the first page
/// of all tasks, and nothing for a value that no task has. (A database that limits before it filters finds what is in front only.)</summary>
internal sealed class FilterTrust(TimeSpan lifetime, TimeProvider time)
{
    private const int Tries = 2;

    // A tag that many tasks share needs more than a page.
    private const int MaxPages = 3;

    private readonly Lock _lock = new();
    private (bool IsHeld, long At, (string Id, TesTagFilter Filter)? Canary)? _judgement;

    /// <summary>The filters were proven a short while ago.</summary>
    public bool IsHeld => Judged() == true;

    /// <summary>The filters were found wanting a short while ago: proving them again is not worth the requests yet.</summary>
    public bool IsRefused => Judged() == false;

    /// <summary>Proves the filters by the tasks that stand behind the first page, by a tag that none in front has: where one of those matched as
    /// well, a server that looks at a page's worth of tasks only would seem to look at all.</summary>
    public async Task<bool> ProveAsync(TaskLookUp look, IEnumerable<TesTask> front, IEnumerable<TesTask> behind, CancellationToken cancellationToken)
    {
        if (Canary(behind, front.SelectMany(task => task.Tags).ToHashSet()) is not var (id, filter))
        {
            return false;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await FindsAsync(look, id, filter, cancellationToken).ConfigureAwait(false)
                && await FindsNothingAsync(look, filter.Key, cancellationToken).ConfigureAwait(false))
            {
                Judge(isHeld: true, (id, filter));
                return true;
            }
        }

        Judge(isHeld: false);
        return false;
    }

    /// <summary>Asks once more for the task by which the filters were proven: while searches find nothing by mistake, they do not find that one
    /// either. Where it is not found, gone as it may be, the filters must be proven anew.</summary>
    public async Task<bool> StillFindsAsync(TaskLookUp look, CancellationToken cancellationToken)
    {
        if (Known() is var (id, filter) && await FindsAsync(look, id, filter, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        Forget();
        return false;
    }

    /// <summary>The filter was caught: a task came that it should have left out.</summary>
    public void Lose() => Judge(isHeld: false);

    // The guard's own tag where there is one: it is what will be asked for.
    private static (string Id, TesTagFilter Filter)? Canary(IEnumerable<TesTask> tasks, HashSet<KeyValuePair<string, string>> inFront)
    {
        (string, TesTagFilter)? other = null;
        foreach (var task in tasks)
        {
            if (task.Tags.TryGetValue(TaskTags.Key, out var key) && key.Length > 0 && !inFront.Contains(new(TaskTags.Key, key)))
            {
                return (task.Id!, new TesTagFilter(TaskTags.Key, key));
            }

            if (other is null && task.Tags.FirstOrDefault(tag => tag.Value.Length > 0 && !inFront.Contains(tag) && !tag.Key.Contains('.', StringComparison.Ordinal)) is { Key: not null } tag)
            {
                other = (task.Id!, new TesTagFilter(tag.Key, tag.Value));
            }
        }

        return other;
    }

    private static async Task<bool> FindsAsync(TaskLookUp look, string id, TesTagFilter filter, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
            if (page.Tasks.Any(task => !Matches(task, filter)))
            {
                return false;
            }

            if (page.Tasks.Any(task => string.Equals(task.Id, id, StringComparison.Ordinal)))
            {
                return true;
            }

            token = TaskLookUp.Next(page);
            if (token is null)
            {
                return false;
            }
        }

        return false;
    }

    private static async Task<bool> FindsNothingAsync(TaskLookUp look, string key, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(new TesTagFilter(key, $"no-{Guid.NewGuid():N}"), null, cancellationToken).ConfigureAwait(false);
        return page.Tasks.Count == 0;
    }

    public static bool Matches(TesTask task, TesTagFilter filter) =>
        task.Tags.TryGetValue(filter.Key, out var value) && string.Equals(value, filter.Value, StringComparison.Ordinal);

    private bool? Judged()
    {
        lock (_lock)
        {
            return _judgement is { } judgement && time.GetElapsedTime(judgement.At) < lifetime ? judgement.IsHeld : null;
        }
    }

    private void Judge(bool isHeld, (string Id, TesTagFilter Filter)? canary = null)
    {
        lock (_lock)
        {
            _judgement = (isHeld, time.GetTimestamp(), canary);
        }
    }

    private (string Id, TesTagFilter Filter)? Known()
    {
        lock (_lock)
        {
            return _judgement?.Canary;
        }
    }

    private void Forget()
    {
        lock (_lock)
        {
            _judgement = null;
        }
    }
}
