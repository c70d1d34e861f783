using Azure;
using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>Copies inside an account: <c>Copy Blob From URL</c> up to 256 MiB, <c>Put Block From URL</c> above.</summary>
internal sealed class AzureCopies(AzureSession session, AzureReads reads, AzureWrites writes, AzureUploads uploads, StoreLimits limits)
{
    private const long PartSize = 64L * 1024 * 1024;

    /// <summary>The largest blob that is copied with one request.</summary>
    public const long MaxCopySize = 256L * 1024 * 1024;

    public async Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        if (source.Location.Scheme != LocationScheme.Az || BlobNames.Problem(source.Location.Path) is not null || source.Version is not { IsStrong: true, Size: { } size })
        {
            return null;
        }

        // A copy in one request takes the source's media type along.
        var keepsType = options.ContentType is null || options.ContentType == source.ContentType;
        try
        {
            return size <= MaxCopySize && (keepsType || size == 0)
                ? keepsType ? await CopyAsync(source, size, destination, options, cancellationToken).ConfigureAwait(false) : null
                : await CopyPartsAsync(source, size, destination, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Error.Code == "CannotVerifyCopySource")
        {
            // The service may not read what this machine may: the bytes have to come through here.
            return null;
        }
    }

    private async Task<ObjectInfo?> CopyAsync(ObjectInfo source, long size, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        if (await GrantAsync(source, cancellationToken).ConfigureAwait(false) is not var (address, token))
        {
            return null;
        }

        // Without metadata of its own a copy would take over the source's, an earlier writer's mark included.
        var writer = AzureWrites.NewWriter();
        var settings = new BlobCopyFromUriOptions
        {
            SourceConditions = Pinned(source),
            SourceAuthentication = token,
            DestinationConditions = AzureObjects.Conditions(options),
            Metadata = AzureMetadata.Write(options.Metadata, writer),
        };
        string tag;
        try
        {
            BlobCopyInfo made = await session.AskAsync(
                "PUT", destination, ct => session.Blob(destination).SyncCopyFromUriAsync(address, settings, ct), cancellationToken).ConfigureAwait(false);
            tag = AzureObjects.Tag(made.ETag);
        }
        catch (ApiException e) when (IsAboutSource(e) || Conditions.IsOpen(e, options.Mode))
        {
            await ThrowIfChangedAsync(source, e, cancellationToken).ConfigureAwait(false);
            return await writes.ResolveAsync(destination, options, writer, e, cancellationToken).ConfigureAwait(false);
        }

        return await reads.WrittenAsync(destination, size, tag, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ObjectInfo?> CopyPartsAsync(ObjectInfo source, long size, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        if (await GrantAsync(source, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var partSize = Math.Max(PartSize, ((size - 1) / limits.MaxParts) + 1);
        var known = options with { Digests = [.. options.Digests, .. source.Digests] };
        var upload = await uploads.BeginAsync(destination, size, partSize, known, cancellationToken).ConfigureAwait(false);
        return await PartwiseCopy.RunAsync(
            upload,
            (number, token) => CopyPartAsync(source, upload, number, token),
            parts => uploads.CompleteAsync(upload, parts, cancellationToken),
            () => uploads.AbortAsync(upload, CancellationToken.None),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<UploadedPart> CopyPartAsync(ObjectInfo source, ObjectUpload upload, int number, CancellationToken cancellationToken)
    {
        // Every part asks anew: a large blob may take longer than what grants access lasts.
        var (address, token) = (await GrantAsync(source, cancellationToken).ConfigureAwait(false))!.Value;
        var settings = new StageBlockFromUriOptions
        {
            SourceRange = new HttpRange(upload.OffsetOf(number), upload.LengthOf(number)),
            SourceConditions = Pinned(source),
            SourceAuthentication = token,
        };
        try
        {
            await session.AskAsync(
                "PUT",
                upload.Location,
                ct => session.Blob(upload.Location).StageBlockFromUriAsync(address, BlockIds.Of(upload.Id, number), settings, ct),
                cancellationToken).ConfigureAwait(false);
            return new UploadedPart { Number = number, Size = upload.LengthOf(number) };
        }
        catch (ApiException e) when (IsAboutSource(e))
        {
            await ThrowIfChangedAsync(source, e, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private Task<(Uri Address, HttpAuthorization? Token)?> GrantAsync(ObjectInfo source, CancellationToken cancellationToken) =>
        session.AskAsync("GET", source.Location, token => session.Sources.GrantAsync(session.Blob(source.Location), token), cancellationToken);

    private static BlobRequestConditions Pinned(ObjectInfo source) => new() { IfMatch = new ETag(source.Version.Tag!) };

    private static bool IsAboutSource(ApiException answer) => answer is PreconditionFailedException or NotFoundException;

    // Not every server says which of the two conditions failed.
    private async Task ThrowIfChangedAsync(ObjectInfo source, ApiException refusal, CancellationToken cancellationToken)
    {
        var found = await reads.StatAsync(source.Location, cancellationToken).ConfigureAwait(false);
        if (found is null || !source.Version.Matches(found.Version))
        {
            throw new SourceChangedException($"{source.Location} is no longer the version {source.Version}.", refusal);
        }
    }
}
