using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>Where new files of a container go: <c>GET /entity/{id}/uploadDestination</c>, or <c>…/{storageLocationId}</c> for one place
    /// (file service).</summary>
    public virtual Task<UploadDestination> GetUploadDestinationAsync(
        SynapseId id, long? storageLocationId = null, CancellationToken cancellationToken = default) =>
        storageLocationId is { } location
            ? _file.GetAsync($"/entity/{Newest(id)}/uploadDestination/{location}", SynapseJson.Default.UploadDestination, cancellationToken)
            : _file.GetAsync($"/entity/{Newest(id)}/uploadDestination", SynapseJson.Default.UploadDestination, cancellationToken);

    /// <summary>All places to which files of a container may go: <c>GET /entity/{id}/uploadDestinationLocations</c> (file
    /// service).</summary>
    public virtual async Task<IReadOnlyList<UploadDestinationLocation>> GetUploadDestinationLocationsAsync(
        SynapseId id, CancellationToken cancellationToken = default)
    {
        var answer = await _file.GetAsync(
            $"/entity/{Newest(id)}/uploadDestinationLocations", SynapseJson.Default.ListWrapperUploadDestinationLocation, cancellationToken)
                .ConfigureAwait(false);
        return answer.List;
    }

    /// <summary>Registers a place where files can be stored: <c>POST /storageLocation</c>.</summary>
    public virtual async Task<T> CreateStorageLocationAsync<T>(T location, CancellationToken cancellationToken = default)
        where T : StorageLocationSetting =>
        (T)await _repo.SendAsync(
            HttpMethod.Post, $"/storageLocation", RequestSafety.Once, location,
            SynapseJson.Default.StorageLocationSetting, SynapseJson.Default.StorageLocationSetting, cancellationToken)
                .ConfigureAwait(false);

    /// <summary>A place where files can be stored, of the caller's own: <c>GET /storageLocation/{id}</c>.</summary>
    public virtual Task<StorageLocationSetting> GetStorageLocationAsync(
        long storageLocationId, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/storageLocation/{storageLocationId}", SynapseJson.Default.StorageLocationSetting, cancellationToken);

    /// <summary>All places that the caller registered: <c>GET /storageLocation</c>.</summary>
    public virtual async Task<IReadOnlyList<StorageLocationSetting>> GetStorageLocationsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _repo.GetAsync($"/storageLocation", SynapseJson.Default.ListWrapperStorageLocationSetting, cancellationToken)
            .ConfigureAwait(false);
        return answer.List;
    }

    /// <summary>Where files of a project or folder go by its own setting: <c>GET /projectSettings/{projectId}/type/upload</c>; null where
    /// it has none.</summary>
    public virtual Task<ProjectSetting?> GetUploadSettingAsync(SynapseId projectId, CancellationToken cancellationToken = default) =>
        _repo.GetOrDefaultAsync($"/projectSettings/{Newest(projectId)}/type/upload", SynapseJson.Default.ProjectSetting, cancellationToken);

    /// <summary>Says where files of a project or folder go: <c>POST /projectSettings</c>.</summary>
    public virtual Task<ProjectSetting> CreateProjectSettingAsync(ProjectSetting setting, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, $"/projectSettings", RequestSafety.Once, setting, SynapseJson.Default.ProjectSetting, SynapseJson.Default.ProjectSetting, cancellationToken);

    /// <summary>Changes where files of a project or folder go: <c>PUT /projectSettings</c>. It must carry its current etag.</summary>
    public virtual Task UpdateProjectSettingAsync(ProjectSetting setting, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(HttpMethod.Put, $"/projectSettings", RequestSafety.Idempotent, setting, SynapseJson.Default.ProjectSetting, cancellationToken);

    /// <summary>Temporary credentials for the bucket of a container, for 12 hours: <c>GET /entity/{id}/sts</c>. The place must have them
    /// turned on.</summary>
    public virtual Task<StsCredentials> GetStsCredentialsAsync(
        SynapseId id, StsAccess permission, CancellationToken cancellationToken = default) =>
        _repo.GetAsync(RequestPath.Of($"/entity/{Newest(id)}/sts").Query("permission", permission.Value), SynapseJson.Default.StsCredentials, cancellationToken);
}
