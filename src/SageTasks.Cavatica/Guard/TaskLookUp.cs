using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>The requests of one look-up: reads lists of tasks, counts, and keeps how long the first waited and the server's clock.</summary>
internal sealed class TaskLookUp(CavaticaClient client, string? project)
{
    // One empty answer alone can be a mistake of the server's.
    private const int EmptyLooks = 3;

    private static readonly string[] Fields =
        ["id", "name", "status", "description", "project", "app", "batch", "parent", "created_time", "start_time", "end_time", "execution_status", "errors"];

    public int Requests { get; private set; }

    public TimeSpan Waited { get; private set; }

    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>When the list that was read last was begun, by the server's clock.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    public string? IncompleteBecause { get; set; }

    /// <summary>All tasks made since a time; null where the list can't be read completely.</summary>
    public async Task<IReadOnlyList<CavaticaTask>?> ReadAsync(DateTimeOffset? createdFrom, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            BegunAt = null;
            try
            {
                var tasks = await CompleteList.ReadAsync("tasks", (offset, token) => PageAsync(createdFrom, offset, token), task => task.Id, cancellationToken)
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

    public async Task<IReadOnlyList<BulkResult<CavaticaTask>>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Requests += (ids.Count + CompleteList.PageSize - 1) / CompleteList.PageSize;
        return await client.GetTasksAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CavaticaPage<CavaticaTask>> PageAsync(DateTimeOffset? createdFrom, long offset, CancellationToken cancellationToken)
    {
        Requests++;
        var isFirst = Requests == 1;
        var page = await client.ListTasksPageAsync(new TaskQuery { Project = project, CreatedFrom = createdFrom, Fields = Fields }, offset, cancellationToken).ConfigureAwait(false);
        Waited = isFirst ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        BegunAt ??= page.ServerTime;
        return page;
    }
}
