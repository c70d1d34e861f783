namespace SageTasks.Tower;

/// <summary>Counts the requests of one look-up, and keeps how long the first waited and the server's last clock.</summary>
internal sealed class LookUp(TowerClient client)
{
    public const int PageSize = 100;

    public int Requests { get; private set; }

    public TimeSpan Waited { get; private set; }

    public DateTimeOffset? ServerTime { get; private set; }

    public async Task<WorkflowPage> PageAsync(string? search, int offset, CancellationToken cancellationToken)
    {
        Requests++;
        var page = await client.ListRunsPageAsync(search, offset, PageSize, withLabels: false, cancellationToken).ConfigureAwait(false);
        Waited = Requests == 1 ? page.Waited : Waited;
        ServerTime = page.ServerTime ?? ServerTime;
        return page;
    }

    public async Task<WorkflowDetails> RunAsync(string id, CancellationToken cancellationToken)
    {
        Requests++;
        return await client.GetRunAsync(id, cancellationToken).ConfigureAwait(false);
    }
}
