using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The requests of one look-up: reads lists of tasks, counts, and keeps how long the first waited and the server's clock.</summary>
internal sealed class TaskLookUp(CavaticaClient client, string? project, TimeProvider time)
{
    public const string EmptyByMistake = "the list of tasks came empty, although it was not before";

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
        var query = new TaskQuery { CreatedFrom = createdFrom };
        try
        {
            var tasks = await ReadFromAsync(query, start: 0, cancellationToken).ConfigureAwait(false);
            for (var looks = 0; tasks.Count == 0 && looks < ListWitness.Pauses.Count; looks++)
            {
                // One empty answer alone can be a mistake of the server's.
                await Task.Delay(ListWitness.Pauses[looks], time, cancellationToken).ConfigureAwait(false);
                tasks = await ReadFromAsync(query, start: 0, cancellationToken).ConfigureAwait(false);
            }

            return tasks;
        }
        catch (PagingException broken)
        {
            IncompleteBecause = broken.Message;
            return null;
        }
    }

    /// <summary>The tasks of a query from a place in their order on.</summary>
    /// <exception cref="PagingException">The list can't be read completely.</exception>
    public async Task<IReadOnlyList<CavaticaTask>> ReadFromAsync(TaskQuery query, long start, CancellationToken cancellationToken)
    {
        BegunAt = null;
        return await CompleteList.ReadAsync("tasks", ReadPageAsync, task => task.Id, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

        async Task<CavaticaPage<CavaticaTask>> ReadPageAsync(long offset, CancellationToken token)
        {
            var page = await PageAsync(query with { Fields = Fields }, start + offset, token).ConfigureAwait(false);
            return page with { Total = page.Total - start };
        }
    }

    /// <summary>How many tasks a query finds; null where the platform does not say.</summary>
    public async Task<long?> CountAsync(TaskQuery query, CancellationToken cancellationToken) =>
        (await PageAsync(query with { Fields = ["id"] }, 0, cancellationToken).ConfigureAwait(false)).Total;

    public async Task<IReadOnlyList<BulkResult<CavaticaTask>>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        Requests += (ids.Count + CompleteList.PageSize - 1) / CompleteList.PageSize;
        return await client.GetTasksAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CavaticaPage<CavaticaTask>> PageAsync(TaskQuery query, long offset, CancellationToken cancellationToken)
    {
        Requests++;
        var isFirst = Requests == 1;
        var page = await client.ListTasksPageAsync(query with { Project = project }, offset, cancellationToken).ConfigureAwait(false);
        Waited = isFirst ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        BegunAt ??= page.ServerTime;
        return page;
    }
}
