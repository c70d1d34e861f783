using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Brings files from Synapse and stores files there.</summary>
/// <param name="client">The client to ask with.</param>
/// <param name="transfer">How files are moved; null for the defaults.</param>
public sealed partial class SynapseFiles(SynapseClient client, TransferOptions? transfer = null)
{
    private static readonly EntityBundleRequest WithHandles = new() { IncludeEntity = true, IncludeFileHandles = true };

    private readonly TransferOptions _transfer = transfer ?? new TransferOptions();

    /// <summary>Brings a file to a local path: in parallel, resumed where an earlier call was interrupted, verified by MD5, and visible
    /// under its name once it is whole. An equal local file is left alone.</summary>
    /// <param name="request">The file and the path.</param>
    /// <param name="progress">Hears how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the call; what was brought is kept for the next one.</param>
    /// <exception cref="ArgumentException">The entity is not a file.</exception>
    /// <exception cref="NotSupportedException">The bytes lie where Synapse gives no address for them.</exception>
    /// <exception cref="DigestMismatchException">The bytes are not those that Synapse has on record.</exception>
    /// <exception cref="TransferException">The transfer broke off too often, the disk is full, or the path can't be written.</exception>
    public async Task<DownloadedFile> DownloadAsync(
        FileDownload request, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(request.Path);
        var file = await ReadAsync(request.Id, cancellationToken).ConfigureAwait(false);
        var path = Path.EndsInDirectorySeparator(request.Path) || Directory.Exists(request.Path)
            ? Path.Combine(request.Path, file.LocalName)
            : request.Path;
        return await DownloadAsync(file, path, progress, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<FileAtVersion> ReadAsync(SynapseId id, CancellationToken cancellationToken)
    {
        var bundle = await client.GetBundleAsync(id, WithHandles, cancellationToken).ConfigureAwait(false);
        return FileAtVersion.From(bundle, id);
    }

    internal Task<DownloadedFile> DownloadAsync(
        FileAtVersion file, string path, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var handle = file.Readable();
        var association = file.Association(handle.Id!);
        return new FileHandleDownload(client, _transfer).RunAsync(
            file.Id, handle, path, token => client.GetDownloadUrlAsync(association, token), progress, cancellationToken);
    }
}
