using System.Runtime.CompilerServices;
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

    /// <summary>The objects directly in one folder of a volume, all pages (<c>GET /storage/volumes/{owner}/{name}/list</c>). Lists never look into
    /// folders: <see cref="WalkVolumeObjectsAsync"/> does.</summary>
    /// <param name="volumeId">The volume, owner/name.</param>
    /// <param name="prefix">The folder with a slash at its end, or only objects whose place begins so; null for the volume's top.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PagingException">A token came twice.</exception>
    public virtual IAsyncEnumerable<VolumeObject> ListVolumeObjectsAsync(string volumeId, string? prefix = null, CancellationToken cancellationToken = default) =>
        ReadVolumeFolderAsync(VolumeId(volumeId), prefix, _ => { }, cancellationToken);

    /// <summary>All objects of a volume, folder by folder, however deep (<c>GET /storage/volumes/{owner}/{name}/list</c>): one request for each folder and
    /// 100 entries.</summary>
    /// <param name="volumeId">The volume, owner/name.</param>
    /// <param name="prefix">Only objects whose place begins so; null for all.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="PagingException">A token came twice.</exception>
    public virtual IAsyncEnumerable<VolumeObject> WalkVolumeObjectsAsync(string volumeId, string? prefix = null, CancellationToken cancellationToken = default) =>
        WalkVolumeAsync(VolumeId(volumeId), prefix, cancellationToken);

    /// <summary>An object of a volume (<c>GET /storage/volumes/{owner}/{name}/object</c>).</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    public virtual Task<VolumeObject> GetVolumeObjectAsync(string volumeId, string location, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        return GetAsync(RequestPath.Of($"/storage/volumes/{VolumeId(volumeId):path}/object").Query("location", location), Default.VolumeObject, cancellationToken);
    }

    private async IAsyncEnumerable<VolumeObject> WalkVolumeAsync(string volumeId, string? prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new Queue<string?>([prefix]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { prefix ?? string.Empty };
        while (waiting.TryDequeue(out var folder))
        {
            await foreach (var item in ReadVolumeFolderAsync(volumeId, folder, Note, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }

        void Note(string found)
        {
            if (seen.Add(found))
            {
                waiting.Enqueue(found);
            }
        }
    }

    private IAsyncEnumerable<VolumeObject> ReadVolumeFolderAsync(string volumeId, string? prefix, Action<string> noteFolder, CancellationToken cancellationToken) => CompleteList.ReadByTokensAsync(
        "objects",
        async (token, stop) =>
        {
            var path = RequestPath.Of($"/storage/volumes/{volumeId:path}/list").Query("prefix", prefix).Query("limit", CompleteList.PageSize).Query("continuation_token", token);
            var page = await GetAsync(path, Default.VolumePage, stop).ConfigureAwait(false);
            foreach (var folder in page.Prefixes)
            {
                noteFolder(folder.Prefix);
            }

            return (new TokenPage<VolumeObject> { Items = page.Items, NextToken = NextTokens.Of(page.Links, "continuation_token") }, (long?)null);
        },
        item => item.Location,
        cancellationToken);
}
