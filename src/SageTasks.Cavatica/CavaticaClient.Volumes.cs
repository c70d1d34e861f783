using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>The volumes that the token sees, all pages (<c>GET /storage/volumes</c>).</summary>
    public virtual IAsyncEnumerable<Volume> ListVolumesAsync(CancellationToken cancellationToken = default) =>
        ListAsync("volumes", () => RequestPath.Of($"/storage/volumes").Query("fields", "_all"), volume => volume.Id, Default.PageVolume, cancellationToken);

    /// <summary>A volume (<c>GET /storage/volumes/{owner}/{name}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such volume, or the token does not see it.</exception>
    public virtual Task<Volume> GetVolumeAsync(string volumeId, CancellationToken cancellationToken = default) =>
        GetAsync($"/storage/volumes/{VolumeId(volumeId):path}", Default.Volume, cancellationToken);

    /// <summary>Attaches a bucket as a volume (<c>POST /storage/volumes</c>).</summary>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the volume was attached is not known.</exception>
    public virtual Task<Volume> CreateVolumeAsync(NewVolume volume, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"/storage/volumes", RequestSafety.Once, volume, Default.NewVolume, Default.Volume, cancellationToken);

    /// <summary>Changes a volume (<c>PATCH /storage/volumes/{owner}/{name}</c>).</summary>
    public virtual Task<Volume> UpdateVolumeAsync(string volumeId, VolumeChange change, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/storage/volumes/{VolumeId(volumeId):path}", RequestSafety.Idempotent, change, Default.VolumeChange, Default.Volume, cancellationToken);

    /// <summary>Detaches a volume; its objects stay where they are (<c>DELETE /storage/volumes/{owner}/{name}</c>).</summary>
    public virtual Task DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"/storage/volumes/{VolumeId(volumeId):path}", cancellationToken);

    /// <summary>The objects of a volume, all pages (<c>GET /storage/volumes/{owner}/{name}/list</c>).</summary>
    /// <param name="volumeId">The volume, owner/name.</param>
    /// <param name="prefix">Only objects whose place begins so; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<VolumeObject> ListVolumeObjectsAsync(string volumeId, string? prefix = null, CancellationToken cancellationToken = default)
    {
        VolumeId(volumeId);
        return TokenPages.ReadAsync((token, stop) => VolumePageAsync(volumeId, prefix, token, stop), new PagingOptions { EmptyPage = EmptyPageRule.Continue }, cancellationToken);
    }

    /// <summary>An object of a volume (<c>GET /storage/volumes/{owner}/{name}/object</c>).</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    public virtual Task<VolumeObject> GetVolumeObjectAsync(string volumeId, string location, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        return GetAsync(RequestPath.Of($"/storage/volumes/{VolumeId(volumeId):path}/object").Query("location", location), Default.VolumeObject, cancellationToken);
    }

    private async Task<TokenPage<VolumeObject>> VolumePageAsync(string volumeId, string? prefix, string? token, CancellationToken cancellationToken)
    {
        var path = RequestPath.Of($"/storage/volumes/{volumeId:path}/list").Query("prefix", prefix).Query("limit", CompleteList.PageSize).Query("continuation_token", token);
        var page = await GetAsync(path, Default.PageVolumeObject, cancellationToken).ConfigureAwait(false);
        return new TokenPage<VolumeObject> { Items = page.Items, NextToken = NextTokens.Of(page.Links, "continuation_token") };
    }
}
