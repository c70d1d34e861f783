namespace SageTasks.Testing.Synapse;

/// <summary>Makes objects of the server's own, such as the CSV file of a query.</summary>
internal sealed class BlobWriter(SynapseStore store, Blobs blobs)
{
    /// <summary>Writes a new file outside of any transaction.</summary>
    public StoredPart Write(Action<Stream> write)
    {
        using var file = blobs.Create(out var name);
        using var stream = new HashingStream(file);
        try
        {
            write(stream);
        }
        catch
        {
            blobs.Discard(name);
            throw;
        }

        return new StoredPart { Md5 = stream.End(), Segments = [new Segment { File = name, Offset = 0, Length = stream.Length }] };
    }

    /// <summary>Makes what was written an object, inside of a transaction.</summary>
    public Blob Keep(Caller caller, string fileName, string contentType, StoredPart part) => blobs.Put(new Blob
    {
        Bucket = Destinations.DefaultBucket,
        Key = $"{caller.IdText}/{Guid.NewGuid()}/{fileName}",
        ETag = part.Md5,
        LastModified = store.Now,
        ContentType = contentType,
        FileName = fileName,
        Segments = part.Segments,
    });
}
