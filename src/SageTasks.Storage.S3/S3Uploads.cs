using Amazon.S3.Model;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Writing an object in parts: <c>CreateMultipartUpload</c>, <c>UploadPart</c>, <c>ListParts</c>, <c>CompleteMultipartUpload</c>,
/// <c>AbortMultipartUpload</c>.</summary>
internal sealed class S3Uploads(S3Session session, S3Reads reads, S3Writes writes, S3Checksums checksums, StoreLimits limits)
{
    public async Task<ObjectUpload> BeginAsync(Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        Check(size, partSize);
        var marked = options.Mode == PutMode.Overwrite
            ? options
            : options with { Metadata = S3Metadata.Marked(options.Metadata, S3Writes.NewWriter()) };
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = location.Authority,
            Key = location.Path,
            ContentType = options.ContentType ?? S3Writes.DefaultContentType,
            RequestPayer = session.Payer,
        };
        S3Metadata.Write(request.Metadata, marked.Metadata);
        checksums.Begin(request, options);
        var answer = await session.AskAsync(
            "POST", location, (client, token) => client.InitiateMultipartUploadAsync(request, token), cancellationToken).ConfigureAwait(false);
        return new ObjectUpload
        {
            Location = location,
            Id = answer.UploadId,
            Size = size,
            PartSize = partSize,
            Options = marked,
            StartedAt = session.Time.GetUtcNow(),
        };
    }

    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int number, ObjectContent content, CancellationToken cancellationToken)
    {
        if (number < 1 || number > upload.PartCount || content.Length != upload.LengthOf(number))
        {
            throw new ArgumentException($"Part {number} of the {upload} has other than {content.Length} bytes.", nameof(content));
        }

        var digests = await checksums.OfPartAsync(content, upload.Options, cancellationToken).ConfigureAwait(false);
        var answer = await OrGoneAsync(upload, DamagedBytes.SendAsync(upload.Location, content, digests, Send, cancellationToken)).ConfigureAwait(false);
        return new UploadedPart { Number = number, Size = content.Length, Tag = S3Tags.Quoted(answer.ETag), Checksum = digests is [.., var last] ? last : null };

        Task<UploadPartResponse> Send() => session.SendAsync(
            upload.Location,
            content,
            (client, body, token) => client.UploadPartAsync(Request(upload, number, content, digests, body), token),
            cancellationToken);
    }

    public async IAsyncEnumerable<UploadedPart> PartsAsync(
        ObjectUpload upload, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest
        {
            BucketName = upload.Location.Authority,
            Key = upload.Location.Path,
            UploadId = upload.Id,
            RequestPayer = session.Payer,
        };
        for (var more = true; more;)
        {
            var page = await OrGoneAsync(upload, session.AskAsync(
                "GET", upload.Location, (client, token) => client.ListPartsAsync(request, token), cancellationToken)).ConfigureAwait(false);
            foreach (var part in page.Parts ?? [])
            {
                yield return Describe(part);
            }

            var next = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            more = page.IsTruncated == true;
            if (more && next == request.PartNumberMarker)
            {
                throw new PagingException($"{upload.Location}: the server gives the same mark for the next page of parts twice: the list would never end.");
            }

            request.PartNumberMarker = next;
        }
    }

    public async Task<ObjectInfo> CompleteAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = upload.Location.Authority,
            Key = upload.Location.Path,
            UploadId = upload.Id,
            PartETags = [.. parts.Select(S3Checksums.Tag)],
            IfNoneMatch = upload.Options.Mode == PutMode.CreateNew ? "*" : null,
            IfMatch = upload.Options.IfMatch?.Tag,
            RequestPayer = session.Payer,
        };
        checksums.Complete(request, upload);
        try
        {
            var answer = await Conflicts.RepeatAsync(
                () => session.AskAsync("POST", upload.Location, (client, token) => client.CompleteMultipartUploadAsync(request, token), cancellationToken),
                session.Time,
                cancellationToken).ConfigureAwait(false);

            // RADOS Gateway leaves the tag out.
            var tag = S3Tags.Quoted(answer.ETag) ?? S3Tags.OfParts(parts);
            return await reads.WrittenAsync(upload.Location, upload.Size, tag, cancellationToken).ConfigureAwait(false);
        }
        catch (PreconditionFailedException e)
        {
            return await writes.ResolveAsync(upload.Location, upload.Options, S3Metadata.Writer(upload.Options.Metadata) ?? "", e, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e is NotFoundException or ConflictException or ServerFailureException or NetworkFailureException)
        {
            return await MadeAsync(upload, parts, e, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Error.Code is "InvalidPart")
        {
            // A part that was sent twice may have arrived last with another tag than the one that is known.
            throw new UploadIncompleteException(upload.Location.ToString(), e);
        }
    }

    public async Task AbortAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = upload.Location.Authority,
            Key = upload.Location.Path,
            UploadId = upload.Id,
            RequestPayer = session.Payer,
        };
        try
        {
            await session.AskAsync("DELETE", upload.Location, (client, token) => client.AbortMultipartUploadAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException e) when (IsGone(e))
        {
            // That is what was wanted.
        }
    }

    // After a lost reply the object is there and the upload is not; otherwise the upload was aborted or forgotten.
    private async Task<ObjectInfo> MadeAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, ApiException refusal, CancellationToken cancellationToken)
    {
        var found = await reads.HeadAsync(upload.Location, cancellationToken).ConfigureAwait(false);
        if (found is not null && IsOf(upload, parts, found))
        {
            return S3Objects.Describe(upload.Location, found);
        }

        if (refusal is ServerFailureException)
        {
            // RADOS Gateway answers 500 where the upload is gone: to a question about its parts it says so.
            await FirstPartAsync(upload, cancellationToken).ConfigureAwait(false);
        }

        throw refusal is ConflictException || IsGone(refusal) ? new UploadGoneException(upload.Location.ToString(), refusal) : refusal;
    }

    /// <exception cref="UploadGoneException">The upload is gone.</exception>
    private async Task FirstPartAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var parts = PartsAsync(upload, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (parts.ConfigureAwait(false))
        {
            await parts.MoveNextAsync().ConfigureAwait(false);
        }
    }

    private static bool IsOf(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, GetObjectMetadataResponse found) =>
        S3Metadata.Writer(upload.Options.Metadata) is { } writer
            ? S3Metadata.Writer(found.Metadata) == writer
            : found.ContentLength == parts.Sum(part => part.Size) && S3Tags.Quoted(found.ETag) == S3Tags.OfParts(parts);

    private UploadPartRequest Request(ObjectUpload upload, int number, ObjectContent content, IReadOnlyList<Digest> digests, Stream body)
    {
        var request = new UploadPartRequest
        {
            BucketName = upload.Location.Authority,
            Key = upload.Location.Path,
            UploadId = upload.Id,
            PartNumber = number,
            PartSize = content.Length,
            InputStream = body,
            UseChunkEncoding = false,
            DisablePayloadSigning = session.IsEncrypted ? true : null,
            RequestPayer = session.Payer,
        };
        S3Checksums.Apply(request, digests);
        return request;
    }

    private static UploadedPart Describe(PartDetail part) => new()
    {
        Number = part.PartNumber.GetValueOrDefault(),
        Size = part.Size.GetValueOrDefault(),
        Tag = S3Tags.Quoted(part.ETag),
        Checksum = part.ChecksumCRC64NVME is { Length: > 0 } crc64 ? Digest.FromBase64(DigestAlgorithm.Crc64Nvme, crc64)
            : part.ChecksumCRC32C is { Length: > 0 } crc32 ? Digest.FromBase64(DigestAlgorithm.Crc32C, crc32)
            : S3Tags.Md5(part.ETag),
    };

    private static async Task<T> OrGoneAsync<T>(ObjectUpload upload, Task<T> request)
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (NotFoundException e) when (IsGone(e))
        {
            throw new UploadGoneException(upload.Location.ToString(), e);
        }
    }

    // RADOS Gateway says of a lost upload that there is no such key.
    private static bool IsGone(ApiException answer) => answer.Error.Code is "NoSuchUpload" or "NoSuchKey";

    private void Check(long size, long partSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfLessThan(partSize, size > partSize ? limits.MinPartSize : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partSize, limits.MaxPartSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(limits.MaxObjectSize, limits.MaxParts * partSize), nameof(size));
    }
}
