using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>Writing a blob with one request (<c>Put Blob</c>), and deleting one (<c>Delete Blob</c>).</summary>
internal sealed class AzureWrites(AzureSession session, AzureReads reads, StoreLimits limits)
{
    // One request, whatever the size: the library would otherwise cut large content into blocks of its own.
    private readonly StorageTransferOptions _inOneRequest = new() { InitialTransferSize = limits.MaxPutSize, MaximumTransferSize = limits.MaxPartSize };

    /// <summary>Writes a blob. A writer's mark goes with it under a condition, or where one is given.</summary>
    public async Task<ObjectInfo> PutAsync(
        Location location, ObjectContent content, PutOptions options, string? writer, CancellationToken cancellationToken)
    {
        options.Validate();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, limits.MaxPutSize, nameof(content));
        var md5 = await DamagedBytes.Md5Async(content, options.Digests, cancellationToken).ConfigureAwait(false);
        writer ??= options.Mode == PutMode.Overwrite ? null : NewWriter();
        try
        {
            var answer = await DamagedBytes.SendAsync(location, content, md5, Send, cancellationToken).ConfigureAwait(false);
            return AzureObjects.Written(location, content.Length, options, md5, answer.Value.ETag, answer.Value.LastModified);
        }
        catch (ApiException e) when (writer is not null && Conditions.IsOpen(e, options.Mode))
        {
            return await ResolveAsync(location, options, writer, e, cancellationToken).ConfigureAwait(false);
        }

        Task<Response<BlobContentInfo>> Send() => session.SendAsync(
            location,
            content,
            (body, token) => session.Blob(location).UploadAsync(body, Settings(options, md5, writer), token),
            cancellationToken);
    }

    public async Task DeleteAsync(Location location, CancellationToken cancellationToken)
    {
        try
        {
            await session.AskAsync("DELETE", location, token => session.Blob(location).DeleteAsync(cancellationToken: token), cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException e) when (e.Error.Code is "BlobNotFound" or null)
        {
            // That is what was wanted.
        }
    }

    public static string NewWriter() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Whether what is there was written by this call, whose reply may have been lost; otherwise the refusal in the store's words.</summary>
    public async Task<ObjectInfo> ResolveAsync(
        Location location, PutOptions options, string writer, ApiException refusal, CancellationToken cancellationToken)
    {
        var found = await reads.HeadAsync(location, cancellationToken).ConfigureAwait(false);
        return found is not null && AzureMetadata.Writer(found.Metadata) == writer
            ? AzureObjects.Describe(location, found)
            : throw Conditions.Refusal(location, options, refusal);
    }

    private BlobUploadOptions Settings(PutOptions options, Digest md5, string? writer) => new()
    {
        Conditions = AzureObjects.Conditions(options),

        // Azure checks the MD5 of a blob that is written whole, and states it from then on.
        HttpHeaders = AzureObjects.Headers(options, md5),
        Metadata = AzureMetadata.Write(options.Metadata, writer),
        TransferOptions = _inOneRequest,
        TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.None },
    };
}
