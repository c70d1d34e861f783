namespace SageTasks.Testing.Synapse;

/// <summary>Creates, copies and deletes file handles.</summary>
internal sealed class FileHandleCatalog(SynapseStore store, Blobs blobs)
{
    private const long FirstId = 140000001;

    /// <summary>A handle for bytes that this server holds.</summary>
    public FileHandle CreateS3(Caller caller, Blob blob, string fileName, string? contentType, string? md5, long storageLocationId) => Save(caller, new FileHandle
    {
        ConcreteType = FileHandleTypes.S3,
        FileName = fileName,
        ContentType = contentType,
        ContentMd5 = md5,
        ContentSize = Blobs.LengthOf(blob),
        BucketName = blob.Bucket,
        Key = blob.Key,
        StorageLocationId = storageLocationId,
        IsPreview = false,
    });

    public FileHandle CreateExternal(Caller caller, FileHandle request) => request.ConcreteType switch
    {
        FileHandleTypes.External => Save(caller, request with { ExternalURL = Required(request.ExternalURL, "externalURL"), FileName = request.FileName ?? "NOT_SET" }),
        FileHandleTypes.ExternalObjectStore => Save(caller, WithBucket(request) with { FileKey = Required(request.FileKey, "fileKey") }),
        FileHandleTypes.Proxy => Save(caller, request with { FilePath = Required(request.FilePath, "filePath") }),
        _ => throw SynapseError.Invalid($"Unknown ExternalFileHandle type: {request.ConcreteType}"),
    };

    /// <summary>A handle for an object that already lies in somebody's bucket.</summary>
    public FileHandle CreateExternalS3(Caller caller, FileHandle request, string concreteType)
    {
        var bucket = Required(request.BucketName, "bucketName");
        var key = Required(request.Key, "key");
        Required(request.ContentMd5, "contentMd5");
        var location = store.StorageLocations.Find(request.StorageLocationId ?? throw SynapseError.Invalid("storageLocationId is required."))
            ?? throw SynapseError.NotFound($"Storage location with id {request.StorageLocationId} does not exist.");
        if (location.CreatedBy is { } owner && owner != caller.Id)
        {
            throw SynapseError.Forbidden("Only the creator of a storage location can create file handles in it.");
        }

        if (location.Bucket is not null && location.Bucket != bucket)
        {
            throw SynapseError.Invalid($"The bucket of the file handle ({bucket}) is not that of the storage location ({location.Bucket}).");
        }

        var blob = blobs.Find(bucket, key);
        return Save(caller, request with
        {
            ConcreteType = concreteType,
            ContentSize = blob is null ? request.ContentSize : Blobs.LengthOf(blob),
            FileName = request.FileName ?? key[(key.LastIndexOf('/') + 1)..],
            ContentType = request.ContentType ?? blob?.ContentType ?? "application/octet-stream",
        });
    }

    public FileHandle Copy(Caller caller, FileHandle original, string? newName, string? newType)
    {
        if (newName is not null)
        {
            EntityName.Check(newName);
        }

        return Save(caller, original with { FileName = newName ?? original.FileName, ContentType = newType ?? original.ContentType });
    }

    public FileHandle Get(string id) => store.FileHandles.Find(id) ?? throw SynapseError.NotFound($"The file handle id {id} does not exist.");

    public FileHandle Owned(Caller caller, string id)
    {
        var file = Get(id);
        return file.CreatedBy == caller.IdText ? file : throw SynapseError.Forbidden("Only the creator of a FileHandle can access it directly by its ID.");
    }

    public void Delete(Caller caller, string id)
    {
        if (store.FileHandles.Find(id) is null)
        {
            return;
        }

        var file = Owned(caller, id);
        store.FileHandles.Remove(id);
        if (file.BucketName is not null && !store.FileHandles.All.Any(f => f.BucketName == file.BucketName && f.Key == file.Key))
        {
            blobs.Delete(file.BucketName, file.Key!);
        }

        store.Record("fileHandle.deleted", id, file, SynapseJson.Default.FileHandle);
    }

    private FileHandle Save(Caller caller, FileHandle file)
    {
        var id = SynId.Number(store.NextId("fileHandle", FirstId));
        var saved = file with
        {
            Id = id,
            Etag = SynapseStore.NewEtag(),
            CreatedBy = caller.Known("create file handles").IdText,
            CreatedOn = store.Now,
            ModifiedOn = store.Now,
            StorageLocationId = file.StorageLocationId ?? Destinations.DefaultId,
            Status = "AVAILABLE",
        };
        store.FileHandles.Put(id, saved);
        store.Record("fileHandle.created", id, saved, SynapseJson.Default.FileHandle);
        return saved;
    }

    private FileHandle WithBucket(FileHandle request)
    {
        var location = store.StorageLocations.Find(request.StorageLocationId ?? throw SynapseError.Invalid("storageLocationId is required."))
            ?? throw SynapseError.NotFound($"Storage location with id {request.StorageLocationId} does not exist.");
        return request with { Bucket = location.Bucket, EndpointUrl = location.EndpointUrl };
    }

    private static string Required(string? value, string field) =>
        string.IsNullOrWhiteSpace(value) ? throw SynapseError.Invalid($"FileHandle.{field} is required.") : value;
}
