using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>The requests of one look-up: all in the basic view, which alone shows tags; counted, with how long the first waited and the server's
/// last clock.</summary>
internal sealed class TaskLookUp(TesClient client, int pageSize) : IRunList<TesTaskPage>
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

    public Task<TesTaskPage> FirstPageAsync(CancellationToken cancellationToken) => PageAsync(filter: null, token: null, cancellationToken);

    public string? LastOf(TesTaskPage page) => page.Tasks is [.., { Id: var id }] ? id : null;

    public bool IsEmpty(TesTaskPage page) => page.Tasks.Count == 0;

    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        Requests++;
        try
        {
            await client.GetTaskAsync(id, TesView.Minimal, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    /// <summary>The token of the next page; null where the server knows none.</summary>
    public static string? Next(TesTaskPage page) => page.NextPageToken is { Length: > 0 } token && token != "N/A" ? token : null;
}
