using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    private const int MostFiles = 100;

    /// <summary>Up to 100 file handles and their signed addresses: <c>POST /fileHandle/batch</c> (file service). Each file is given or
    /// failed on its own: see <see cref="FileResult.FailureCode"/>.</summary>
    /// <exception cref="ArgumentException">There are more than 100 files, or one is there twice.</exception>
    public virtual async Task<IReadOnlyList<FileResult>> GetFilesAsync(
        FileBatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckFiles(request.RequestedFiles);
        var answer = await _file.SendAsync(
            HttpMethod.Post, $"/fileHandle/batch", RequestSafety.Idempotent, request,
            SynapseJson.Default.FileBatchRequest, SynapseJson.Default.FileBatchResult, cancellationToken).ConfigureAwait(false);
        return answer.RequestedFiles;
    }

    /// <summary>The signed address of a file, through an object that refers to it: <c>GET /file/{id}</c> (file service). It lives 30
    /// seconds and is a secret.</summary>
    public virtual async Task<Uri> GetDownloadUrlAsync(FileAssociation file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = RequestPath.Of($"/file/{file.FileHandleId}")
            .Query("fileAssociateType", file.AssociateObjectType.Value).Query("fileAssociateId", file.AssociateObjectId).Query("redirect", false);
        return new Uri((await _file.GetStringAsync(path, cancellationToken).ConfigureAwait(false)).Trim());
    }

    /// <summary>A file handle of the caller's own: <c>GET /fileHandle/{id}</c> (file service).</summary>
    public virtual Task<FileHandle> GetFileHandleAsync(string fileHandleId, CancellationToken cancellationToken = default) =>
        _file.GetAsync($"/fileHandle/{fileHandleId}", SynapseJson.Default.FileHandle, cancellationToken);

    /// <summary>The signed address of a file handle of the caller's own: <c>GET /fileHandle/{id}/url</c> (file service). It lives 30
    /// seconds and is a secret.</summary>
    public virtual async Task<Uri> GetFileHandleUrlAsync(string fileHandleId, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/fileHandle/{fileHandleId}/url").Query("redirect", false);
        return new Uri((await _file.GetStringAsync(path, cancellationToken).ConfigureAwait(false)).Trim());
    }

    /// <summary>Deletes a file handle of the caller's own: <c>DELETE /fileHandle/{id}</c> (file service).</summary>
    public virtual Task DeleteFileHandleAsync(string fileHandleId, CancellationToken cancellationToken = default) =>
        _file.SendAsync(HttpMethod.Delete, $"/fileHandle/{fileHandleId}", RequestSafety.Idempotent, cancellationToken);

    /// <summary>Makes a file handle for bytes that Synapse does not manage: <c>POST /externalFileHandle</c> (file service). A repeat makes
    /// another one.</summary>
    /// <param name="fileHandle">An <see cref="ExternalFileHandle"/>, <see cref="ExternalObjectStoreFileHandle"/> or
    /// <see cref="ProxyFileHandle"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task<T> CreateExternalFileHandleAsync<T>(T fileHandle, CancellationToken cancellationToken = default)
        where T : FileHandle =>
        (T)await _file.SendAsync(
            HttpMethod.Post, $"/externalFileHandle", RequestSafety.Once, fileHandle,
            SynapseJson.Default.FileHandle, SynapseJson.Default.FileHandle, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a file handle for an object that lies in a registered S3 bucket: <c>POST /externalFileHandle/s3</c> (file service). A
    /// repeat makes another one.</summary>
    public virtual async Task<S3FileHandle> CreateExternalS3FileHandleAsync(
        S3FileHandle fileHandle, CancellationToken cancellationToken = default) =>
        (S3FileHandle)await _file.SendAsync(
            HttpMethod.Post, $"/externalFileHandle/s3", RequestSafety.Once, fileHandle,
            SynapseJson.Default.FileHandle, SynapseJson.Default.FileHandle, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a file handle for an object that lies in a registered Google Cloud bucket:
    /// <c>POST /externalFileHandle/googleCloud</c> (file service). A repeat makes another one.</summary>
    public virtual async Task<GoogleCloudFileHandle> CreateExternalGoogleCloudFileHandleAsync(
        GoogleCloudFileHandle fileHandle, CancellationToken cancellationToken = default) =>
        (GoogleCloudFileHandle)await _file.SendAsync(
            HttpMethod.Post, $"/externalFileHandle/googleCloud", RequestSafety.Once, fileHandle,
            SynapseJson.Default.FileHandle, SynapseJson.Default.FileHandle, cancellationToken).ConfigureAwait(false);

    /// <summary>A file behind signed addresses, which are asked for just before they are used. No token goes to their host.</summary>
    internal HttpRangedSource Source(string name, Func<CancellationToken, Task<Uri>> url) => new(_file, name, url);

    private static void CheckFiles(IReadOnlyList<FileAssociation> files)
    {
        if (files.Count > MostFiles)
        {
            throw new ArgumentException($"{files.Count} files are asked for at once; Synapse gives at most {MostFiles}. Ask in several batches.", nameof(files));
        }

        if (files.GroupBy(file => file.FileHandleId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The file handle {twice.Key} is asked for twice; Synapse refuses that. Name each file once.", nameof(files));
        }
    }
}
