using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>The annotations of an entity, or of the version that the id names: <c>GET /entity/{id}/annotations2</c>,
    /// <c>GET /entity/{id}/version/{n}/annotations2</c>.</summary>
    public virtual Task<Annotations> GetAnnotationsAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/{At(id):path}/annotations2", SynapseJson.Default.Annotations, cancellationToken);

    /// <summary>Replaces all annotations of an entity: <c>PUT /entity/{id}/annotations2</c>. Send back what was
    /// read, with the changes made.</summary>
    /// <exception cref="PreconditionFailedException">The entity was changed since the annotations were read.</exception>
    public virtual Task<Annotations> UpdateAnnotationsAsync(Annotations annotations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return _repo.SendAsync(
            HttpMethod.Put, $"/entity/{annotations.Id}/annotations2", RequestSafety.Idempotent, annotations,
            SynapseJson.Default.Annotations, SynapseJson.Default.Annotations, cancellationToken);
    }
}
