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

    private long _sent;

    /// <summary>Bytes sent to signed addresses so far, repeats included.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

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
            if (Handle(status) is { } done)
            {
                progress?.Report(new TransferProgress { Bytes = request.FileSizeBytes, TotalBytes = request.FileSizeBytes });
                return done;
            }

            try
            {
                await SendMissingAsync(file, request, status, progress, cancellationToken).ConfigureAwait(false);
                status = await client.CompleteMultipartUploadAsync(status.UploadId, cancellationToken).ConfigureAwait(false);
                return Handle(status) ?? throw new InvalidDataException($"Synapse completed the upload {status.UploadId} without a file handle.");
            }
            catch (InvalidRequestException) when (round < Rounds)
            {
                // Somebody else completed the same upload meanwhile, or a part was lost: the next round's status says which.
                await Contention.PauseAsync(client.Time, round, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string? Handle(MultipartUploadStatus status) =>
        status.State == MultipartUploadState.Completed && !string.IsNullOrEmpty(status.ResultFileHandleId) ? status.ResultFileHandleId : null;

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
        var missing = Enumerable.Range(1, plan.PartCount).Where(part => !Has(status.PartsState, part)).ToArray();
        using var urls = new PartUrls(client, status.UploadId, missing);
        await PartPump.RunAsync(
            plan with { Missing = missing }, (part, token) => SendAsync(status.UploadId, part, urls, token), progress, cancellationToken)
                .ConfigureAwait(false);
    }

    private static bool Has(string? partsState, int part) => part <= partsState?.Length && partsState[part - 1] == '1';

    private async Task SendAsync(string uploadId, FilePart part, PartUrls urls, CancellationToken cancellationToken)
    {
        PartUrl? url = null;
        for (var attempt = 1; ; attempt++)
        {
            url = await urls.GetAsync(part.Number, url, cancellationToken).ConfigureAwait(false);
            try
            {
                await client.SendPartAsync(url, part.CreateContent, LongEnough(part.Length), cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref _sent, part.Length);
                var added = await client.AddPartAsync(uploadId, part.Number, part.Md5.Value, cancellationToken).ConfigureAwait(false);
                if (added.AddPartState != AddPartState.Failed)
                {
                    return;
                }

                ThrowIfLast(attempt, added, part);
            }
            catch (ApiException e) when (attempt < transfer.MaxAttempts && e is (AccessDeniedException or NetworkFailureException or NotFoundException))
            {
                // The address expired or its host is away: ask for another one.
            }

            await Contention.PauseAsync(client.Time, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfLast(int attempt, AddPartResult added, FilePart part)
    {
        if (attempt >= transfer.MaxAttempts)
        {
            throw new TransferException(
                $"Synapse refused part {part.Number} of the upload {added.UploadId} {attempt} times: {added.ErrorMessage ?? "no reason given"}. " +
                "Calling again goes on with the parts that are missing.");
        }
    }

    // A stalled connection is noticed by the body itself; this only bounds one that trickles.
    private static TimeSpan LongEnough(long length) => TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(length / (64 * 1024));
}
