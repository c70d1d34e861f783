using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Counts the requests of one look-up, and keeps how long the first waited and the server's last clock.</summary>
internal sealed class LookUp(WesClient client, int pageSize) : IRunList<WesRunPage>
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public TimeSpan Waited { get; private set; }

    public DateTimeOffset? ServerTime { get; private set; }

    public async Task<WesRunPage> PageAsync(IReadOnlyDictionary<string, string>? tags, string? token, CancellationToken cancellationToken)
    {
        var isFirst = Interlocked.Increment(ref _requests) == 1;
        var page = await client.ListRunsPageAsync(token, pageSize, tags, cancellationToken).ConfigureAwait(false);
        Waited = isFirst ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        return page with { Runs = [.. page.Runs.Where(run => !RunStates.IsDeleted(run.State))] };
    }

    public Task<WesRunPage> FirstPageAsync(CancellationToken cancellationToken) => PageAsync(tags: null, token: null, cancellationToken);

    public string? LastOf(WesRunPage page) => page.Runs is [.., { RunId: var id }] ? id : null;

    public bool IsEmpty(WesRunPage page) => page is { Runs.Count: 0, NextPageToken: null };

    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken) =>
        await RunAsync(id, cancellationToken).ConfigureAwait(false) is { } run && !RunStates.IsDeleted(run.State);

    /// <summary>A run, or null where the server does not show it.</summary>
    public async Task<WesRun?> RunAsync(string id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        try
        {
            return await client.GetRunAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (Refusals.IsUnknownRun(refused))
        {
            return null;
        }
    }
}
