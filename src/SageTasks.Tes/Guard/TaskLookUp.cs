namespace SageTasks.Tes;

/// <summary>The requests of one look-up: all in the basic view, which alone shows tags; counted, with how long the first waited and the server's
/// last clock.</summary>
internal sealed class TaskLookUp(TesClient client, int pageSize)
{
    public int Requests { get; private set; }

    public TimeSpan Waited { get; private set; }

    public DateTimeOffset? ServerTime { get; private set; }

    public async Task<TesTaskPage> PageAsync(TesTagFilter? filter, string? token, CancellationToken cancellationToken)
    {
        Requests++;
        var query = new TesTaskQuery { View = TesView.Basic, PageSize = pageSize, Tags = filter is null ? [] : [filter] };
        var page = await client.GetTasksPageAsync(query, token, cancellationToken).ConfigureAwait(false);
        Waited = Requests == 1 ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        return page;
    }

    public async Task<TesTask> TaskAsync(string id, CancellationToken cancellationToken)
    {
        Requests++;
        return await client.GetTaskAsync(id, TesView.Minimal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The token of the next page; null where the server knows none.</summary>
    public static string? Next(TesTaskPage page) => page.NextPageToken is { Length: > 0 } token && token != "N/A" ? token : null;
}
