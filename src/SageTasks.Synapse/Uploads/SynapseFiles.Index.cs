namespace SageTasks.Synapse;

public sealed partial class SynapseFiles
{
    /// <summary>Shows an object that lies in an S3 or Google Cloud bucket as a file: nothing where it is shown already, a new version where the file shows
    /// another object or other bytes, else a new file. No bytes are moved.</summary>
    /// <param name="request">The object and its place.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name, the MD5 is not one, or the bucket is of another kind; nothing was sent.</exception>
    public async Task<StoredFile> IndexAsync(ObjectIndex request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Check(request);
        var stored = await new FileUpsert(client, new FileUpsertRequest
        {
            ParentId = request.ParentId,
            Name = name,
            Size = request.ContentSize,
            Md5 = request.ContentMd5,
            IsSame = handle => IsSame(handle, request),
            MakeHandle = token => RegisterAsync(request, name, token),
        }).RunAsync(cancellationToken).ConfigureAwait(false);
        return await DescribeAsync(stored, request.Annotations, request.Provenance, cancellationToken).ConfigureAwait(false);
    }

    private static string Check(ObjectIndex request)
    {
        RefuseVersion(request.ParentId);
        ArgumentException.ThrowIfNullOrEmpty(request.BucketName);
        ArgumentException.ThrowIfNullOrEmpty(request.Key);
        ArgumentOutOfRangeException.ThrowIfNegative(request.ContentSize, nameof(request));
        if (request.UploadType != UploadType.S3 && request.UploadType != UploadType.GoogleCloud)
        {
            throw new ArgumentException(
                $"Synapse shows objects in place in buckets of {UploadType.S3} and {UploadType.GoogleCloud}, not of '{request.UploadType}'. "
                + "A file elsewhere is shown by its URL: LinkAsync.", nameof(request));
        }

        if (request.ContentMd5 is not { Length: 32 } || !request.ContentMd5.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{request.ContentMd5}' is not an MD5 in hex (32 digits). The ETag of a multipart upload is none.", nameof(request));
        }

        var name = request.Name ?? request.Key.TrimEnd('/').Split('/')[^1];
        SynapseName.Validate(name, nameof(request));
        return name;
    }

    private static bool IsSame(FileHandle handle, ObjectIndex request) =>
        handle is CloudFileHandle cloud
        && handle is GoogleCloudFileHandle == (request.UploadType == UploadType.GoogleCloud)
        && string.Equals(cloud.BucketName, request.BucketName, StringComparison.Ordinal)
        && string.Equals(cloud.Key, request.Key, StringComparison.Ordinal)
        && string.Equals(cloud.ContentMd5, request.ContentMd5, StringComparison.OrdinalIgnoreCase);

    private async Task<string> RegisterAsync(ObjectIndex request, string name, CancellationToken cancellationToken)
    {
        var made = await Contention.RepeatAsync(
            client.Time, token => CreateHandleAsync(request, name, token), cancellationToken).ConfigureAwait(false);
        return made.Id!;
    }

    private async Task<CloudFileHandle> CreateHandleAsync(ObjectIndex request, string name, CancellationToken cancellationToken) =>
        request.UploadType == UploadType.GoogleCloud
            ? await client.CreateExternalGoogleCloudFileHandleAsync(Fill(new GoogleCloudFileHandle(), request, name), cancellationToken).ConfigureAwait(false)
            : await client.CreateExternalS3FileHandleAsync(Fill(new S3FileHandle(), request, name), cancellationToken).ConfigureAwait(false);

    private static T Fill<T>(T handle, ObjectIndex request, string name)
        where T : CloudFileHandle => handle with
        {
            BucketName = request.BucketName,
            Key = request.Key,
            FileName = name,
            ContentMd5 = request.ContentMd5,
            ContentSize = request.ContentSize,
            ContentType = request.ContentType ?? ContentTypes.Of(request.Key),
            StorageLocationId = request.StorageLocationId,
        };
}
