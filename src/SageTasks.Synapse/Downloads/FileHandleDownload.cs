using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Brings the bytes of a file handle to a local path, unless they are there.</summary>
internal sealed class FileHandleDownload(SynapseClient client, TransferOptions transfer)
{
    public async Task<DownloadedFile> RunAsync(
        SynapseId id,
        FileHandle handle,
        string path,
        Func<CancellationToken, Task<Uri>> url,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        var result = new DownloadedFile
        {
            Id = id,
            Path = Path.GetFullPath(path),
            Outcome = DownloadOutcome.Unchanged,
            Size = handle.ContentSize ?? 0,
            Md5 = handle.ContentMd5,
            FileHandleId = handle.Id,
        };
        if (await IsThereAsync(handle, result.Path, cancellationToken).ConfigureAwait(false))
        {
            return result;
        }

        using var source = client.Source($"{id} ({handle.FileName})", url);
        var done = await new RangeDownloader(transfer, time: client.Time).DownloadAsync(source, Request(handle, result.Path, progress), cancellationToken).ConfigureAwait(false);
        return result with { Outcome = DownloadOutcome.Downloaded, Size = done.Size, BytesDownloaded = done.BytesMoved, BytesResumed = done.BytesResumed };
    }

    private static DownloadRequest Request(FileHandle handle, string path, IProgress<TransferProgress>? progress) => new()
    {
        Destination = path,
        ExpectedSize = handle.ContentSize,
        Expected = string.IsNullOrEmpty(handle.ContentMd5) ? [] : [Digest.Md5(handle.ContentMd5)],
        Progress = progress,
    };

    private static async Task<bool> IsThereAsync(FileHandle handle, string path, CancellationToken cancellationToken)
    {
        var file = LinkedFile.At(path);
        if (!file.Exists || string.IsNullOrEmpty(handle.ContentMd5) || (handle.ContentSize is { } size && size != file.Length))
        {
            return false;
        }

        var local = await FileDigest.Md5Async(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        return local.Md5 == Digest.Md5(handle.ContentMd5);
    }
}
