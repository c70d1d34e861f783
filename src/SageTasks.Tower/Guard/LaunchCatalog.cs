using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tables;

namespace SageTasks.Tower;

/// <summary>What launches of one workspace need to know about it, each asked once in a while.</summary>
internal sealed class LaunchCatalog(TowerClient client, TimeSpan lifetime, TimeProvider time)
{
    private readonly FreshValues<ServiceInfo> _service = new(lifetime, time);
    private readonly FreshValues<IReadOnlyList<ComputeEnvEntry>> _computeEnvs = new(lifetime, time);
    private readonly FreshValues<ComputeEnv> _computeEnv = new(lifetime, time);
    private readonly FreshValues<Pipeline> _pipelines = new(lifetime, time);
    private readonly FreshValues<LaunchConfiguration> _launches = new(lifetime, time);
    private readonly FreshValues<ParameterSchema?> _schemas = new(lifetime, time);
    private readonly FreshValues<PipelineInfo> _repositories = new(lifetime, time);
    private readonly FreshValues<Label?> _labels = new(lifetime, time);
    private readonly FreshValues<string> _place = new(lifetime, time);

    public TowerClient Client => client;

    public Task<ServiceInfo> ServiceInfoAsync(CancellationToken cancellationToken) =>
        _service.GetAsync(string.Empty, client.GetServiceInfoAsync, cancellationToken);

    /// <summary>The workspace, or for the personal one its user, as the end of the service's name.</summary>
    public Task<string> PlaceAsync(CancellationToken cancellationToken) => _place.GetAsync(string.Empty, token => TowerService.PlaceAsync(client, token), cancellationToken);

    public async Task<ComputeEnvEntry> ComputeEnvAsync(string? nameOrId, CancellationToken cancellationToken)
    {
        var all = await _computeEnvs.GetAsync(string.Empty, ReadComputeEnvsAsync, cancellationToken).ConfigureAwait(false);
        return ComputeEnvChoice.From(all, nameOrId) ?? (nameOrId is null
            ? await client.GetPrimaryComputeEnvAsync(cancellationToken).ConfigureAwait(false)
            : await client.FindComputeEnvAsync(nameOrId, cancellationToken).ConfigureAwait(false));
    }

    public Task<ComputeEnv> ComputeEnvDetailsAsync(string id, CancellationToken cancellationToken) =>
        _computeEnv.GetAsync(id, token => client.GetComputeEnvAsync(id, token), cancellationToken);

    public Task<Pipeline> PipelineAsync(string name, CancellationToken cancellationToken) =>
        _pipelines.GetAsync(name, token => client.FindPipelineAsync(name, token), cancellationToken);

    public Task<LaunchConfiguration> LaunchAsync(Pipeline pipeline, long? source, CancellationToken cancellationToken) =>
        _launches.GetAsync(Id(pipeline), token => client.GetPipelineLaunchAsync(pipeline.PipelineId, source, null, token), cancellationToken);

    public Task<ParameterSchema?> SchemaAsync(Pipeline pipeline, long? source, CancellationToken cancellationToken) =>
        _schemas.GetAsync(Id(pipeline), token => ReadSchemaAsync(pipeline.PipelineId, source, token), cancellationToken);

    public Task<PipelineInfo> RepositoryAsync(string repository, string? revision, string? mainScript, CancellationToken cancellationToken) =>
        _repositories.GetAsync(
            $"{repository}\n{revision}\n{mainScript}", token => client.GetPipelineInfoAsync(repository, revision, mainScript, token), cancellationToken);

    public Task<Label?> LabelAsync(LabelName label, CancellationToken cancellationToken) =>
        _labels.GetAsync(label.ToString(), token => RunLabels.FindAsync(client, label, token), cancellationToken);

    // The first request of a launch that needs the workspace: an id that nobody has looks like one that is forbidden.
    private async Task<IReadOnlyList<ComputeEnvEntry>> ReadComputeEnvsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.ListComputeEnvsAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (AccessDeniedException e) when (e.Error.Status == 403)
        {
            await client.CheckWorkspaceAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ParameterSchema?> ReadSchemaAsync(long pipelineId, long? source, CancellationToken cancellationToken)
    {
        var text = await client.GetPipelineSchemaAsync(pipelineId, source, null, cancellationToken).ConfigureAwait(false);
        return CanonicalLaunch.Given(text?.Schema) is { } schema ? ParameterSchema.Parse(schema) : null;
    }

    private static string Id(Pipeline pipeline) => FormattableString.Invariant($"{pipeline.PipelineId}");
}
