using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>Writing a blob in parts: <c>Put Block</c>, <c>Get Block List</c>, <c>Put Block List</c>. Azure has no uploads, only blocks that
/// wait: their ids say which upload they are of.</summary>
internal sealed class AzureUploads(AzureSession session, AzureReads reads, AzureWrites writes, AzureBlocks blocks, StoreLimits limits)
{
    private const int RequestsAtOnce = 8;

    public Task<ObjectUpload> BeginAsync(Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.Validate();
        Check(size, partSize);
        var now = session.Time.GetUtcNow();
        return Task.FromResult(new ObjectUpload
        {
            Location = location,
            Id = BlockIds.NewUpload(now),
            Size = size,
            PartSize = partSize,
            Options = options,
            StartedAt = now,
        });
    }

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int number, ObjectContent content, CancellationToken cancellationToken)
    {
        if (number < 1 || number > upload.PartCount || content.Length != upload.LengthOf(number))
        {
            throw new ArgumentException($"Part {number} of the {upload} has other than {content.Length} bytes.", nameof(content));
        }

        var md5 = await DamagedBytes.Md5Async(content, [], cancellationToken).ConfigureAwait(false);
        if (content.Length > 0)
        {
            await DamagedBytes.SendAsync(upload.Location, content, md5, () => StageAsync(upload, number, content, md5, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        return new UploadedPart { Number = number, Size = content.Length, Checksum = md5 };
    }

    public async IAsyncEnumerable<UploadedPart> PartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = await blocks.ReadAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            yield break;
        }

        if (held.IsAborted(upload.Id) || held.IsMadeOf(upload))
        {
            throw new UploadGoneException(upload.Location.ToString());
        }

        foreach (var (part, size) in held.PartsOf(upload.Id))
        {
            yield return new UploadedPart { Number = part, Size = size };
        }
    }

    public async Task<ObjectInfo> CompleteAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        if (!parts.Select(part => part.Number).SequenceEqual(Enumerable.Range(1, upload.PartCount)))
        {
            throw new ArgumentException($"The {upload} has the parts 1 to {upload.PartCount}, in this order.", nameof(parts));
        }

        if (upload.Size == 0)
        {
            return await WriteEmptyAsync(upload, cancellationToken).ConfigureAwait(false);
        }

        if (await MadeAsync(upload, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return earlier;
        }

        try
        {
            return await CommitAsync(upload, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Error.Code == "InvalidBlockList" || Conditions.IsOpen(e, upload.Options.Mode))
        {
            return await MadeAsync(upload, cancellationToken).ConfigureAwait(false)
                ?? throw Conditions.Refusal(upload.Location, upload.Options, e);
        }
    }

    /// <summary>
    /// Marks the upload as aborted and shrinks its blocks to a byte each. Azure drops them a week later, or when the blob is written; what
    /// would drop them now would show an empty blob for a moment, and take the blocks of other uploads along.
    /// </summary>
    public async Task AbortAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var held = await blocks.ReadAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        var parts = held?.PartsOf(upload.Id).ToList() ?? [];
        if (parts.Count == 0)
        {
            return;
        }

        if (!held!.IsAborted(upload.Id))
        {
            await ShrinkAsync(BlockIds.Aborted, cancellationToken).ConfigureAwait(false);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            parts.Where(part => part.Size > 1).Select(part => part.Part), parallel, (part, token) => new ValueTask(ShrinkAsync(part, token))).ConfigureAwait(false);

        Task ShrinkAsync(int part, CancellationToken token)
        {
            var content = ObjectContent.Of(new byte[1]);
            return StageAsync(upload, part, content, Digest.Of(content.Bytes!.Value.Span, DigestAlgorithm.Md5), token);
        }
    }

    private async Task<BlockInfo> StageAsync(ObjectUpload upload, int number, ObjectContent content, Digest md5, CancellationToken cancellationToken)
    {
        var settings = new BlockBlobStageBlockOptions
        {
            TransferValidation = new UploadTransferValidationOptions
            {
                ChecksumAlgorithm = StorageChecksumAlgorithm.MD5,
                PrecalculatedChecksum = Convert.FromHexString(md5.Value),
            },
        };
        var id = BlockIds.Of(upload.Id, number);
        var answer = await session.SendAsync(
            upload.Location, content, (body, token) => session.Blob(upload.Location).StageBlockAsync(id, body, settings, token), cancellationToken).ConfigureAwait(false);
        return answer.Value;
    }

    private async Task<ObjectInfo> CommitAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var md5 = AzureObjects.Md5(upload.Options.Digests);
        var settings = new CommitBlockListOptions
        {
            Conditions = AzureObjects.Conditions(upload.Options),
            HttpHeaders = AzureObjects.Headers(upload.Options, md5),
            Metadata = AzureMetadata.Write(upload.Options.Metadata, writer: null),
        };
        var ids = Enumerable.Range(1, upload.PartCount).Select(part => BlockIds.Of(upload.Id, part)).ToList();
        var answer = await session.AskAsync(
            "PUT", upload.Location, token => session.Blob(upload.Location).CommitBlockListAsync(ids, settings, token), cancellationToken).ConfigureAwait(false);
        return Made(upload, answer.Value.ETag, answer.Value.LastModified);
    }

    /// <summary>The blob where it is made of this upload's parts already; null where the parts wait.</summary>
    /// <exception cref="UploadGoneException">Neither.</exception>
    /// <exception cref="DestinationExistsException">Neither, because somebody has written the blob that was not to be there.</exception>
    private async Task<ObjectInfo?> MadeAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var held = await blocks.ReadAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        if (held?.IsMadeOf(upload) == true)
        {
            return Made(upload, held.Tag, held.LastModified);
        }

        if (held?.IsComplete(upload) == true)
        {
            return null;
        }

        // Whoever writes the blob makes Azure drop the blocks that wait there.
        var isTaken = upload.Options.Mode == PutMode.CreateNew && await reads.HeadAsync(upload.Location, cancellationToken).ConfigureAwait(false) is not null;
        throw isTaken ? new DestinationExistsException(upload.Location.ToString()) : new UploadGoneException(upload.Location.ToString());
    }

    // Azure keeps the MD5 that it is told with a list of blocks, and compares it with nothing: it is no word of Azure's.
    private static ObjectInfo Made(ObjectUpload upload, ETag tag, DateTimeOffset? time) =>
        AzureObjects.Written(upload.Location, upload.Size, upload.Options, md5: null, tag, time);

    // Azure takes no empty block, and a blob without blocks does not show who wrote it: it is marked.
    private async Task<ObjectInfo> WriteEmptyAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var found = await reads.HeadAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        return found is not null && AzureMetadata.Writer(found.Metadata) == upload.Id
            ? AzureObjects.Describe(upload.Location, found)
            : await writes.PutAsync(upload.Location, ObjectContent.Of(ReadOnlyMemory<byte>.Empty), upload.Options, upload.Id, cancellationToken).ConfigureAwait(false);
    }

    private void Check(long size, long partSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partSize, limits.MaxPartSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(limits.MaxObjectSize, limits.MaxParts * partSize), nameof(size));
    }
}
