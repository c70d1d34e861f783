using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>Every compute environment of the workspace (<c>GET /compute-envs</c>).</summary>
    /// <param name="status">Only those of this status; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<IReadOnlyList<ComputeEnvEntry>> ListComputeEnvsAsync(
        ComputeEnvStatus? status = null, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/compute-envs").Query("status", status?.Value), Default.ComputeEnvsAnswer, cancellationToken)
            .ConfigureAwait(false)).ComputeEnvs;

    /// <summary>A compute environment with its configuration and its labels (<c>GET /compute-envs/{computeEnvId}</c>).</summary>
    public virtual async Task<ComputeEnv> GetComputeEnvAsync(string computeEnvId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/compute-envs/{computeEnvId}").Query("attributes", "labels"), Default.ComputeEnvAnswer, cancellationToken)
            .ConfigureAwait(false)).ComputeEnv;

    /// <summary>The compute environment that launches use where they name none (found by reading <c>GET /compute-envs</c>: the API has no other way).</summary>
    /// <exception cref="NotFoundException">The workspace has no primary compute environment; the message lists those that it has.</exception>
    public virtual async Task<ComputeEnvEntry> GetPrimaryComputeEnvAsync(CancellationToken cancellationToken = default)
    {
        var all = await ListComputeEnvsAsync(null, cancellationToken).ConfigureAwait(false);
        return ComputeEnvChoice.From(all, nameOrId: null)
            ?? throw Unknown("compute environment", "primary", "/compute-envs", all.Select(entry => entry.Name));
    }

    /// <summary>The compute environment with exactly this name or id (<c>GET /compute-envs</c>).</summary>
    /// <exception cref="NotFoundException">There is none; the message lists near ones.</exception>
    public virtual async Task<ComputeEnvEntry> FindComputeEnvAsync(string nameOrId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrId);
        var all = await ListComputeEnvsAsync(null, cancellationToken).ConfigureAwait(false);
        return ComputeEnvChoice.From(all, nameOrId)
            ?? throw Unknown("compute environment", nameOrId, "/compute-envs", all.Select(entry => entry.Name));
    }
}
