using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>The requests of one look-up: reads lists of tasks, counts, and keeps how long the first waited and the server's clock.</summary>
internal sealed class TaskLookUp(CavaticaClient client, string? project)
{
    // One empty answer alone can be a mistake of the server's.
    private const int EmptyLooks = 3;

    private static readonly string[] Fields =
        ["id", "name", "status", "description", "project", "app", "batch", "parent", "created_time", "start_time", "end_time", "execution_status", "errors"];

    // In the order in which a task passes them, so that one that moves on meanwhile is not missed. The published filter takes neither CREATING nor
    // ABORTING, which pass within minutes.
    private static readonly CavaticaTaskStatus[] Unended = [CavaticaTaskStatus.Draft, CavaticaTaskStatus.Queued, CavaticaTaskStatus.Running];

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
        foreach (var status in Unended)
        {
            if (await ReadAsync(new TaskQuery { Status = status }, cancellationToken).ConfigureAwait(false) is not { } unended)
            {
                return null;
            }

            foreach (var task in unended)
            {
                tasks[task.Id] = task;
            }
        }

        BegunAt = begunAt;
        return [.. tasks.Values];
    }

    public async Task<IReadOnlyList<BulkResult<CavaticaTask>>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Requests += (ids.Count + CompleteList.PageSize - 1) / CompleteList.PageSize;
        return await client.GetTasksAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CavaticaTask>?> ReadAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            BegunAt = null;
            try
            {
                var tasks = await CompleteList.ReadAsync("tasks", (offset, token) => PageAsync(query, offset, token), task => task.Id, cancellationToken)
                    .ToListAsync(cancellationToken).ConfigureAwait(false);
                if (tasks.Count > 0 || look == EmptyLooks)
                {
                    return tasks;
                }
            }
            catch (PagingException broken)
            {
                IncompleteBecause = broken.Message;
                return null;
            }
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
