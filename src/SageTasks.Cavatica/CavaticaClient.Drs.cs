using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Begins bulk imports of DRS objects, 100 in each job (<c>POST /bulk/drs/imports/create</c>). <see cref="CavaticaDrsImports"/> imports once.</summary>
    /// <exception cref="ArgumentException">An item's place cannot be used; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether an import was begun is not known.</exception>
    public virtual async Task<IReadOnlyList<DrsImport>> StartDrsImportsAsync(NewDrsImport imports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(imports);
        foreach (var item in imports.Items)
        {
            RequireOne(item.Project, item.Parent, item.DrsUri);
        }

        var jobs = new List<DrsImport>();
        foreach (var chunk in imports.Items.Chunk(BulkSize))
        {
            jobs.Add(await SendAsync(
                HttpMethod.Post, $"/bulk/drs/imports/create", RequestSafety.Once, imports with { Items = chunk }, Default.NewDrsImport, Default.DrsImport, cancellationToken)
                .ConfigureAwait(false));
        }

        return jobs;
    }

    /// <summary>A bulk import of DRS objects (<c>GET /bulk/drs/imports/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such import.</exception>
    public virtual Task<DrsImport> GetDrsImportAsync(string importId, CancellationToken cancellationToken = default) =>
        GetAsync($"/bulk/drs/imports/{importId}", Default.DrsImport, cancellationToken);

    /// <summary>A file as a DRS object (<c>GET /ga4gh/drs/v1/objects/{id}</c> on <see cref="Ga4ghEndpoint"/>).</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    public virtual Task<DrsObject> GetDrsObjectAsync(string objectId, CancellationToken cancellationToken = default) =>
        _ga4gh.GetAsync($"/ga4gh/drs/v1/objects/{objectId}", Default.DrsObject, cancellationToken);

    /// <summary>A signed address of a DRS object's bytes (<c>GET /ga4gh/drs/v1/objects/{id}/access/{accessId}</c>).</summary>
    public virtual Task<DrsAccessUrl> GetDrsAccessAsync(string objectId, string accessId, CancellationToken cancellationToken = default) =>
        _ga4gh.GetAsync($"/ga4gh/drs/v1/objects/{objectId}/access/{accessId}", Default.DrsAccessUrl, cancellationToken);

    /// <summary>The platform's WES runs with their states alone, all pages (<c>GET /ga4gh/wes/v1/runs</c>). A run's id is its task's id, and tasks
    /// can be found by more than their state: the guard of WES here is <see cref="CavaticaRuns"/>.</summary>
    /// <exception cref="PagingException">A token came twice.</exception>
    public virtual IAsyncEnumerable<WesRun> ListWesRunsAsync(CancellationToken cancellationToken = default) => CompleteList.ReadByTokensAsync(
        "runs",
        async (token, stop) =>
        {
            var path = RequestPath.Of($"/ga4gh/wes/v1/runs").Query("page_size", CompleteList.PageSize).Query("page_token", token);
            var page = await _ga4gh.GetAsync(path, Default.WesRunPage, stop).ConfigureAwait(false);
            return (new TokenPage<WesRun> { Items = page.Runs, NextToken = page.NextPageToken }, (long?)null);
        },
        run => run.RunId,
        cancellationToken);

    /// <summary>A task as the platform's WES service tells of it (<c>GET /ga4gh/wes/v1/runs/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public virtual Task<WesRunLog> GetWesRunAsync(string runId, CancellationToken cancellationToken = default) =>
        _ga4gh.GetAsync($"/ga4gh/wes/v1/runs/{runId}", Default.WesRunLog, cancellationToken);
}
