using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Sends a file to Synapse in parts. The request is the same for the same file, so that an upload that was broken off goes on
/// where it was, and one that was completed sends nothing.</summary>
internal sealed class MultipartUpload(SynapseClient client, TransferOptions transfer)
{
    private const long Mebibyte = 1024 * 1024;
    private const int MaxParts = 10_000;
    private const int Rounds = 7;

    /// <summary>Bytes sent to signed addresses so far, repeats included.</summary>
    public long BytesSent { get; private set; }

    /// <summary>The size of a part: it depends on the file's size alone, since it is part of the upload's identity.</summary>
    public static long PartSize(long fileSize)
    {
        var comfortable = Math.Clamp(fileSize / 32, 8 * Mebibyte, 64 * Mebibyte);
        var needed = (fileSize + MaxParts - 1) / MaxParts;
        return (Math.Max(comfortable, needed) + Mebibyte - 1) / Mebibyte * Mebibyte;
    }

    /// <summary>Sends what is missing and answers the id of the file handle.</summary>
    public async Task<string> RunAsync(
        FileFingerprint file, MultipartUploadRequest request, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var status = await client.StartMultipartUploadAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (status.Handle is { } done)
            {
                progress?.Report(new TransferProgress { Bytes = request.FileSizeBytes, TotalBytes = request.FileSizeBytes, IsTotalFinal = true });
                return done;
            }

            try
            {
                await SendMissingAsync(file, request, status, progress, cancellationToken).ConfigureAwait(false);
                status = await client.CompleteMultipartUploadAsync(status.UploadId, cancellationToken).ConfigureAwait(false);
                return status.Handle ?? throw new InvalidDataException($"Synapse completed the upload {status.UploadId} without a file handle.");
            }
            catch (InvalidRequestException) when (round < Rounds)
            {
                // Somebody else completed the same upload meanwhile, or a part was lost: the next round's status says which.
                await Contention.PauseAsync(client.Time, round, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task SendMissingAsync(
        FileFingerprint file, MultipartUploadRequest request, MultipartUploadStatus status, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new PartPlan
        {
            Stamp = file.Stamp,
            PartSize = request.PartSizeBytes,
            PartMd5s = file.PartMd5s,
            Options = transfer,
            Time = client.Time,
        };
        var missing = Enumerable.Range(1, plan.PartCount).Where(part => !status.Has(part)).ToArray();
        using var urls = new PartUrls(client, status.UploadId, missing);
        var sender = new PartSender(client, status.UploadId, urls, transfer.MaxAttempts);
        try
        {
            await PartPump.RunAsync(
                plan with { Missing = missing },
                (part, token) => sender.SendAsync(part.Number, part.Length, part.CreateContent, () => part.Md5, token),
                progress,
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            BytesSent += sender.BytesSent;
        }
    }
}
