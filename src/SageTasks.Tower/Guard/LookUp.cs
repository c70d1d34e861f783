using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Counts the requests of one look-up, and keeps how long the first waited and the server's last clock.</summary>
internal sealed class LookUp(TowerClient client) : IRunList<WorkflowPage>
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

    public Task<WorkflowPage> FirstPageAsync(CancellationToken cancellationToken) => PageAsync(search: null, offset: 0, cancellationToken);

    public string? LastOf(WorkflowPage page) => page.Workflows is [.., { Workflow.Id: var id }] ? id : null;

    public bool IsEmpty(WorkflowPage page) => page.Workflows.Count == 0;

    public bool ContradictsItself(WorkflowPage page) => page.TotalSize is > 0;

    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken) => await RunAsync(id, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>A run, or null where the server does not show it.</summary>
    public async Task<Workflow?> RunAsync(string id, CancellationToken cancellationToken)
    {
        Requests++;
        try
        {
            return (await client.GetRunAsync(id, cancellationToken).ConfigureAwait(false)).Workflow;
        }
        catch (ApiException refused) when (refused is AccessDeniedException { Error.Status: 403 } or NotFoundException)
        {
            return null;
        }
    }
}
