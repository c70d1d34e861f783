using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>A file to write, and how: the condition of the write becomes one on the entity's file handle and etag.</summary>
internal sealed class FileWrite(SynapseClient client, Location location, string name, SynapseId parentId, long size, Digest md5, PutOptions options)
{
    private readonly string _contentType = options.ContentType ?? ContentTypes.Of(name);

    public SynapseId ParentId => parentId;

    /// <summary>The request by which Synapse knows the upload: the same for the same file, whoever sends it.</summary>
    public MultipartUploadRequest Request(long partSize, long? storageLocationId) => new()
    {
        FileName = name,
        ContentType = _contentType,
        ContentMd5Hex = md5.Value,
        FileSizeBytes = size,
        PartSizeBytes = partSize,
        StorageLocationId = storageLocationId,
        GeneratePreview = true,
    };

    /// <summary>Creates the file or makes a new version of it.</summary>
    /// <param name="own">The file handle of an upload that was completed before: a file that has it was written by an earlier call; null for
    /// none.</param>
    /// <param name="makeHandle">Makes the file handle, where one is needed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ObjectInfo> RunAsync(string? own, Func<CancellationToken, Task<string>> makeHandle, CancellationToken cancellationToken)
    {
        var stored = await new FileUpsert(client, new FileUpsertRequest
        {
            ParentId = parentId,
            Name = name,
            Size = size,
            Md5 = md5.Value,
            IsSame = IsSame,
            MakeHandle = makeHandle,
            Condition = file => Check(file, own),
            IsExclusive = options.Mode == PutMode.CreateNew,
        }).RunAsync(cancellationToken).ConfigureAwait(false);
        return new ObjectInfo
        {
            Location = location,
            Version = new ObjectVersion { Size = size, Tag = stored.FileHandleId },
            ContentType = stored.Outcome == StoreOutcome.Unchanged ? null : _contentType,
            Digests = [md5],
        };
    }

    private bool IsSame(FileHandle handle) =>
        string.Equals(handle.ContentMd5, md5.Value, StringComparison.OrdinalIgnoreCase) && (handle.ContentSize ?? size) == size;

    private void Check(FileEntity? file, string? own)
    {
        var handle = file?.DataFileHandleId;
        var isOwn = own is not null && string.Equals(handle, own, StringComparison.Ordinal);
        if (options.Mode == PutMode.CreateNew && file is not null && !isOwn)
        {
            throw new DestinationExistsException(location.ToString());
        }

        if (options.Mode == PutMode.IfMatch && !isOwn && !string.Equals(handle, options.IfMatch!.Tag, StringComparison.Ordinal))
        {
            throw new DestinationChangedException(location.ToString(), options.IfMatch);
        }
    }
}
