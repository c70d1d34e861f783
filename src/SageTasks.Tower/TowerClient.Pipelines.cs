using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The pipelines of the Launchpad, through all pages (<c>GET /pipelines</c>).</summary>
    public virtual IAsyncEnumerable<Pipeline> ListPipelinesAsync(PipelineQuery? query = null, CancellationToken cancellationToken = default) =>
        new OverlappingPages<Pipeline>(
            "pipelines",
            PageSize,
            pipeline => FormattableString.Invariant($"{pipeline.PipelineId}"),
            async (offset, max, token) =>
            {
                var page = await ListPipelinesPageAsync(query, offset, max, token).ConfigureAwait(false);
                return new Slice<Pipeline>(page.Pipelines, HasMore: null, page.TotalSize);
            }).ReadAsync(cancellationToken);

    /// <summary>One page of the pipelines of the Launchpad (<c>GET /pipelines</c>).</summary>
    /// <param name="query">Which pipelines; null for all.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<PipelinePage> ListPipelinesPageAsync(
        PipelineQuery? query = null, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default)
    {
        query ??= PipelineQuery.All;
        var path = (query.WithDetails ? RequestPath.Of($"/pipelines?attributes=labels,computeEnv") : RequestPath.Of($"/pipelines"))
            .Query("max", CheckMax(max))
            .Query("offset", offset)
            .Query("search", query.Search)
            .Query("visibility", query.IncludeShared ? "all" : null);
        return await GetAsync(path, Default.PipelinePage, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A pipeline of the Launchpad (<c>GET /pipelines/{pipelineId}</c>).</summary>
    /// <param name="pipelineId">The pipeline's id.</param>
    /// <param name="sourceWorkspaceId">The workspace that shares it; null where it lives in this one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<Pipeline> GetPipelineAsync(long pipelineId, long? sourceWorkspaceId = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(
            RequestPath.Of($"/pipelines/{pipelineId}").Query("attributes", "labels").Query("sourceWorkspaceId", sourceWorkspaceId),
            Default.PipelineAnswer,
            cancellationToken).ConfigureAwait(false)).Pipeline;

    /// <summary>The pipeline of the Launchpad with exactly this name; the server's search finds parts of names, so its first hit can be another one.
    /// The workspace's own pipeline comes before one that is shared with it.</summary>
    /// <exception cref="NotFoundException">There is none; the message lists near ones.</exception>
    public virtual async Task<Pipeline> FindPipelineAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var workspace = await GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false);
        Pipeline? found = null;
        await foreach (var pipeline in ListPipelinesAsync(new PipelineQuery { Search = name }, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(pipeline.Name, name, StringComparison.Ordinal) && (found is null || pipeline.WorkspaceId == workspace))
            {
                found = pipeline;
            }
        }

        return found ?? throw await UnknownPipelineAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a launch of the pipeline starts from (<c>GET /pipelines/{pipelineId}/launch</c>).</summary>
    /// <param name="pipelineId">The pipeline's id.</param>
    /// <param name="sourceWorkspaceId">The workspace that shares it; null where it lives in this one.</param>
    /// <param name="versionId">A version; null for the default one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<LaunchConfiguration> GetPipelineLaunchAsync(
        long pipelineId, long? sourceWorkspaceId = null, string? versionId = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(
            RequestPath.Of($"/pipelines/{pipelineId}/launch").Query("sourceWorkspaceId", sourceWorkspaceId).Query("versionId", versionId),
            Default.LaunchAnswer,
            cancellationToken).ConfigureAwait(false)).Launch ?? new LaunchConfiguration();

    /// <summary>The pipeline's parameter schema, or null where it has none (<c>GET /pipelines/{pipelineId}/schema</c>, 204).</summary>
    /// <param name="pipelineId">The pipeline's id.</param>
    /// <param name="sourceWorkspaceId">The workspace that shares it; null where it lives in this one.</param>
    /// <param name="versionId">A version; null for the default one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<PipelineSchemaText?> GetPipelineSchemaAsync(
        long pipelineId, long? sourceWorkspaceId = null, string? versionId = null, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/pipelines/{pipelineId}/schema").Query("sourceWorkspaceId", sourceWorkspaceId).Query("versionId", versionId);
        return await _api.GetOrDefaultAsync(
            await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), Default.PipelineSchemaText, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the code host says about a pipeline's repository, the commit that a revision stands for included (<c>GET /pipelines/info</c>).</summary>
    /// <param name="name">The repository's address, or <c>owner/name</c> on GitHub.</param>
    /// <param name="revision">A branch, tag or commit; null for the default branch.</param>
    /// <param name="mainScript">The script that starts the pipeline, where it is not the usual one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<PipelineInfo> GetPipelineInfoAsync(
        string name, string? revision = null, string? mainScript = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(
            RequestPath.Of($"/pipelines/info").Query("name", name).Query("revision", revision).Query("mainScript", mainScript),
            Default.PipelineInfoAnswer,
            cancellationToken).ConfigureAwait(false)).PipelineInfo;

    /// <summary>One page of the versions of a pipeline (<c>GET /pipelines/{pipelineId}/versions</c>; newer servers).</summary>
    public virtual async Task<PipelineVersionPage> ListPipelineVersionsPageAsync(
        long pipelineId, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default) =>
        await GetAsync(
            RequestPath.Of($"/pipelines/{pipelineId}/versions").Query("max", CheckMax(max)).Query("offset", offset),
            Default.PipelineVersionPage,
            cancellationToken).ConfigureAwait(false);

    private async Task<NotFoundException> UnknownPipelineAsync(string name, CancellationToken cancellationToken)
    {
        var known = await ListPipelinesPageAsync(null, 0, PageSize, cancellationToken).ConfigureAwait(false);
        return Unknown("pipeline", name, "/pipelines", known.Pipelines.Select(pipeline => pipeline.Name));
    }

    private static int CheckMax(int max) => max is >= 1 and <= PageSize
        ? max
        : throw new ArgumentOutOfRangeException(nameof(max), max, $"Tower shows 1 to {PageSize} rows a page.");
}
