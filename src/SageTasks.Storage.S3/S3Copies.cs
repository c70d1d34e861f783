using Amazon.S3;
using Amazon.S3.Model;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Copies inside S3: <c>CopyObject</c> up to 5 GiB, <c>UploadPartCopy</c> above.</summary>
internal sealed class S3Copies(S3Session session, S3Reads reads, S3Writes writes, S3Uploads uploads, StoreLimits limits)
{
    private const long PartSize = 512L * 1024 * 1024;

    public async Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        var isConditional = options.Mode != PutMode.Overwrite;
        if (source.Location.Scheme != LocationScheme.S3 || source.Version is not { IsStrong: true, Size: { } size } || (isConditional && !session.IsAws))
        {
            // Servers that only speak like S3 ignore the conditions of copies, and nothing probes for that.
            return null;
        }

        return size <= limits.MaxPutSize
            ? await CopyAsync(source, destination, options, cancellationToken).ConfigureAwait(false)
            : await CopyPartsAsync(source, size, destination, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ObjectInfo> CopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        var writer = options.Mode == PutMode.Overwrite ? null : S3Writes.NewWriter();
        var request = Request(source, destination, options, writer);
        await EnsureUnchangedAsync(source, cancellationToken).ConfigureAwait(false);
        string? tag;
        try
        {
            var answer = await Conflicts.RepeatAsync(
                () => session.AskAsync("PUT", destination, (client, token) => client.CopyObjectAsync(request, token), cancellationToken),
                session.Time,
                cancellationToken).ConfigureAwait(false);
            tag = S3Tags.Quoted(answer.ETag);
        }
        catch (PreconditionFailedException e)
        {
            await CompareAsync(source, e, cancellationToken).ConfigureAwait(false);
            return await writes.ResolveAsync(destination, options, writer ?? "", e, cancellationToken).ConfigureAwait(false);
        }

        await EnsureUnchangedAsync(source, cancellationToken).ConfigureAwait(false);
        return await reads.WrittenAsync(destination, source.Version.Size!.Value, tag, cancellationToken).ConfigureAwait(false);
    }

    private CopyObjectRequest Request(ObjectInfo source, Location destination, PutOptions options, string? writer)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = source.Location.Authority,
            SourceKey = source.Location.Path,
            DestinationBucket = destination.Authority,
            DestinationKey = destination.Path,
            ETagToMatch = source.Version.Tag,
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = options.ContentType ?? S3Writes.DefaultContentType,
            IfNoneMatch = options.Mode == PutMode.CreateNew ? "*" : null,
            IfMatch = options.IfMatch?.Tag,
            RequestPayer = session.Payer,
        };
        S3Metadata.Write(request.Metadata, writer is null ? options.Metadata : S3Metadata.Marked(options.Metadata, writer));
        return request;
    }

    private async Task<ObjectInfo> CopyPartsAsync(
        ObjectInfo source, long size, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        var partSize = Math.Min(limits.MaxPartSize, Math.Max(Math.Min(PartSize, limits.MaxPutSize), ((size - 1) / limits.MaxParts) + 1));
        var upload = await uploads.BeginAsync(destination, size, partSize, options, cancellationToken).ConfigureAwait(false);
        return await PartwiseCopy.RunAsync(
            upload,
            (number, token) => CopyPartAsync(source, upload, number, token),
            async parts =>
            {
                await EnsureUnchangedAsync(source, cancellationToken).ConfigureAwait(false);
                return await uploads.CompleteAsync(upload, parts, cancellationToken).ConfigureAwait(false);
            },
            () => uploads.AbortAsync(upload, CancellationToken.None),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<UploadedPart> CopyPartAsync(ObjectInfo source, ObjectUpload upload, int number, CancellationToken cancellationToken)
    {
        var request = new CopyPartRequest
        {
            SourceBucket = source.Location.Authority,
            SourceKey = source.Location.Path,
            DestinationBucket = upload.Location.Authority,
            DestinationKey = upload.Location.Path,
            UploadId = upload.Id,
            PartNumber = number,
            FirstByte = upload.OffsetOf(number),
            LastByte = upload.OffsetOf(number) + upload.LengthOf(number) - 1,
            ETagToMatch = [source.Version.Tag],
            RequestPayer = session.Payer,
        };
        try
        {
            var answer = await session.AskAsync("PUT", upload.Location, (client, token) => client.CopyPartAsync(request, token), cancellationToken).ConfigureAwait(false);
            return new UploadedPart { Number = number, Size = upload.LengthOf(number), Tag = S3Tags.Quoted(answer.ETag), Checksum = Checksum(answer) };
        }
        catch (PreconditionFailedException e)
        {
            throw Changed(source, e);
        }
    }

    private static Digest? Checksum(CopyPartResponse answer) =>
        answer.ChecksumCRC64NVME is { Length: > 0 } crc64 ? Digest.FromBase64(DigestAlgorithm.Crc64Nvme, crc64)
        : answer.ChecksumCRC32C is { Length: > 0 } crc32 ? Digest.FromBase64(DigestAlgorithm.Crc32C, crc32)
        : null;

    // RADOS Gateway copies whatever version is there, whichever was asked for.
    private Task EnsureUnchangedAsync(ObjectInfo source, CancellationToken cancellationToken) =>
        session.IsAws ? Task.CompletedTask : CompareAsync(source, null, cancellationToken);

    // A refusal does not say which of the two conditions failed.
    private async Task CompareAsync(ObjectInfo source, ApiException? refusal, CancellationToken cancellationToken)
    {
        var found = await reads.StatAsync(source.Location, cancellationToken).ConfigureAwait(false);
        if (found is null || !source.Version.Matches(found.Version))
        {
            throw Changed(source, refusal);
        }
    }

    private static SourceChangedException Changed(ObjectInfo source, ApiException? refusal) =>
        new($"{source.Location} is no longer the version {source.Version}.", refusal);
}
