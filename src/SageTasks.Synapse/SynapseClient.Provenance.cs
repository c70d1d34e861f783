using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>Creates an activity: <c>POST /activity</c>. It means nothing until it is attached to an entity.</summary>
    /// <exception cref="SubmissionUnknownException">Whether it was created is not known; creating another one does no harm.</exception>
    public virtual Task<Activity> CreateActivityAsync(Activity activity, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(HttpMethod.Post, $"/activity", RequestSafety.Once, activity, SynapseJson.Default.Activity, SynapseJson.Default.Activity, cancellationToken);

    /// <summary>An activity: <c>GET /activity/{id}</c>.</summary>
    public virtual Task<Activity> GetActivityAsync(string activityId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/activity/{activityId}", SynapseJson.Default.Activity, cancellationToken);

    /// <summary>Changes an activity: <c>PUT /activity/{id}</c>. It must carry its current etag.</summary>
    public virtual Task<Activity> UpdateActivityAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return _repo.SendAsync(
            HttpMethod.Put, $"/activity/{activity.Id}", RequestSafety.Idempotent, activity, SynapseJson.Default.Activity, SynapseJson.Default.Activity, cancellationToken);
    }

    /// <summary>Deletes an activity: <c>DELETE /activity/{id}</c>.</summary>
    public virtual Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(HttpMethod.Delete, $"/activity/{activityId}", RequestSafety.Idempotent, cancellationToken);

    /// <summary>The activity that made an entity's newest version, or the version that the id names: <c>GET /entity/{id}/generatedBy</c>,
    /// <c>GET /entity/{id}/version/{n}/generatedBy</c>; null where there is none.</summary>
    public virtual Task<Activity?> GetGeneratedByAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetOrDefaultAsync($"/{At(id):path}/generatedBy", SynapseJson.Default.Activity, cancellationToken);

    /// <summary>Says which activity made an entity's newest version: <c>PUT /entity/{id}/generatedBy</c>. Only the creator of the activity
    /// may.</summary>
    public virtual Task<Activity> SetGeneratedByAsync(SynapseId id, string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(activityId);
        return PutAsync(_repo, RequestPath.Of($"/entity/{Newest(id)}/generatedBy").Query("generatedBy", activityId), SynapseJson.Default.Activity, cancellationToken);
    }

    /// <summary>Detaches the activity from an entity's newest version: <c>DELETE /entity/{id}/generatedBy</c>.</summary>
    public virtual Task DeleteGeneratedByAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(HttpMethod.Delete, $"/entity/{Newest(id)}/generatedBy", RequestSafety.Idempotent, cancellationToken);

    /// <summary>Everything that an activity made: every page of <c>GET /activity/{id}/generated</c>.</summary>
    public virtual IAsyncEnumerable<EntityReference> GetGeneratedAsync(string activityId, CancellationToken cancellationToken = default) =>
        DrainAsync(50, (offset, token) => GetGeneratedPageAsync(activityId, offset, 50, token), cancellationToken);

    /// <summary>A raw page of what an activity made: <c>GET /activity/{id}/generated</c>.</summary>
    public virtual Task<PaginatedResults<EntityReference>> GetGeneratedPageAsync(
        string activityId, long offset, long limit, CancellationToken cancellationToken = default) =>
        _repo.GetAsync(
            RequestPath.Of($"/activity/{activityId}/generated").Query("offset", offset).Query("limit", limit),
            SynapseJson.Default.PaginatedResultsEntityReference, cancellationToken);
}
