namespace SageTasks.Synapse;

public sealed partial class SynapseFiles
{
    /// <summary>Shows an object that lies in an S3 bucket as a file: nothing where it is shown already, a new version where the file shows
    /// another object or other bytes, else a new file. No bytes are moved.</summary>
    /// <param name="request">The object and its place.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name, or the MD5 is not one; nothing was sent.</exception>
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
        if (request.ContentMd5 is not { Length: 32 } || !request.ContentMd5.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{request.ContentMd5}' is not an MD5 in hex (32 digits). The ETag of a multipart upload is none.", nameof(request));
        }

        var name = request.Name ?? request.Key.TrimEnd('/').Split('/')[^1];
        SynapseName.Validate(name, nameof(request));
        return name;
    }

    private static bool IsSame(FileHandle handle, ObjectIndex request) =>
        handle is S3FileHandle s3
        && string.Equals(s3.BucketName, request.BucketName, StringComparison.Ordinal)
        && string.Equals(s3.Key, request.Key, StringComparison.Ordinal)
        && string.Equals(s3.ContentMd5, request.ContentMd5, StringComparison.OrdinalIgnoreCase);

    private async Task<string> RegisterAsync(ObjectIndex request, string name, CancellationToken cancellationToken)
    {
        var handle = new S3FileHandle
        {
            BucketName = request.BucketName,
            Key = request.Key,
            FileName = name,
            ContentMd5 = request.ContentMd5,
            ContentSize = request.ContentSize,
            ContentType = request.ContentType ?? ContentTypes.Of(request.Key),
            StorageLocationId = request.StorageLocationId,
        };
        var made = await Contention.RepeatAsync(client.Time, token => client.CreateExternalS3FileHandleAsync(handle, token), cancellationToken).ConfigureAwait(false);
        return made.Id!;
    }
}
