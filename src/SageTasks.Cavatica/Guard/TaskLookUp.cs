using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The requests of one look-up: reads lists of tasks, counts, and keeps how long the first waited and the server's clock.</summary>
internal sealed class TaskLookUp(CavaticaClient client, string? project, TimeProvider time)
{
    private static readonly string[] Fields =
        ["id", "name", "status", "description", "project", "app", "batch", "parent", "created_time", "start_time", "end_time", "execution_status", "errors"];

    // In the order in which a task passes them, so that one that moves on meanwhile is not missed. The published filter takes neither CREATING nor
    // ABORTING, which pass within minutes.
    private static readonly CavaticaTaskStatus[] Unended = [CavaticaTaskStatus.Draft, CavaticaTaskStatus.Queued, CavaticaTaskStatus.Running];

    public const string EmptyByMistake = "the list of tasks came empty, although it was not before";

    public int Requests { get; private set; }

    public TimeSpan Waited { get; private set; }

    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>When the list that was read last was begun, by the server's clock.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    public string? IncompleteBecause { get; set; }

    /// <summary>All tasks made since a time; null where the list can't be read completely.</summary>
    public Task<IReadOnlyList<CavaticaTask>?> ReadAsync(DateTimeOffset? createdFrom, CancellationToken cancellationToken) =>
        ReadAsync(new TaskQuery { CreatedFrom = createdFrom }, cancellationToken);

    /// <summary>All tasks made since a time, and those made before it that have not ended; null where a list can't be read completely.</summary>
    public async Task<IReadOnlyList<CavaticaTask>?> ReadWithUnendedAsync(DateTimeOffset createdFrom, CancellationToken cancellationToken)
    {
        if (await ReadAsync(createdFrom, cancellationToken).ConfigureAwait(false) is not { } made)
        {
            return null;
        }

        var begunAt = BegunAt;
        var tasks = made.ToDictionary(task => task.Id, StringComparer.Ordinal);
        var silent = Unended.ToList();
        for (var looks = 0; silent.Count > 0 && looks < (made.Count > 0 ? SearchTrust.EmptySearches : 1 + ListWitness.Pauses.Count); looks++)
        {
            if (looks > 0 && !await OutlastAsync(made, createdFrom, looks, cancellationToken).ConfigureAwait(false))
            {
                IncompleteBecause = EmptyByMistake;
                return null;
            }

            foreach (var status in silent.ToList())
            {
                if (await ReadOnceAsync(new TaskQuery { Status = status }, cancellationToken).ConfigureAwait(false) is not { } unended)
                {
                    return null;
                }

                foreach (var task in unended)
                {
                    tasks[task.Id] = task;
                }

                silent.RemoveAll(other => other == status && unended.Count > 0);
            }
        }

        BegunAt = begunAt;
        return [.. tasks.Values];
    }

    /// <summary>Between two looks at empty lists: where tasks are known that a list must show, it shows some, so that an outage has ended before the second
    /// look, or not begun at the first; without any, some time passes.</summary>
    private async Task<bool> OutlastAsync(IReadOnlyList<CavaticaTask> made, DateTimeOffset createdFrom, int looks, CancellationToken cancellationToken)
    {
        if (made.Count > 0)
        {
            return looks > 1 || (await PageAsync(new TaskQuery { CreatedFrom = createdFrom }, 0, cancellationToken).ConfigureAwait(false)).Items.Count > 0;
        }

        await Task.Delay(ListWitness.Pauses[looks - 1], time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<IReadOnlyList<BulkResult<CavaticaTask>>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Requests += (ids.Count + CompleteList.PageSize - 1) / CompleteList.PageSize;
        return await client.GetTasksAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CavaticaTask>?> ReadAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var tasks = await ReadOnceAsync(query, cancellationToken).ConfigureAwait(false);
        for (var looks = 0; tasks is { Count: 0 } && looks < ListWitness.Pauses.Count; looks++)
        {
            // One empty answer alone can be a mistake of the server's.
            await Task.Delay(ListWitness.Pauses[looks], time, cancellationToken).ConfigureAwait(false);
            tasks = await ReadOnceAsync(query, cancellationToken).ConfigureAwait(false);
        }

        return tasks;
    }

    private async Task<IReadOnlyList<CavaticaTask>?> ReadOnceAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        BegunAt = null;
        try
        {
            return await CompleteList.ReadAsync("tasks", (offset, token) => PageAsync(query, offset, token), task => task.Id, cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PagingException broken)
        {
            IncompleteBecause = broken.Message;
            return null;
        }
    }

    private async Task<CavaticaPage<CavaticaTask>> PageAsync(TaskQuery query, long offset, CancellationToken cancellationToken)
    {
        Requests++;
        var isFirst = Requests == 1;
        var page = await client.ListTasksPageAsync(query with { Project = project, Fields = Fields }, offset, cancellationToken).ConfigureAwait(false);
        Waited = isFirst ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        BegunAt ??= page.ServerTime;
        return page;
    }
}
