namespace SageTasks.Testing.Synapse;

/// <summary>Writes bytes to new files, outside of any transaction, and makes objects of them inside of one.</summary>
internal sealed class BlobWriter(SynapseStore store, Blobs blobs)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Takes in a body as it comes.</summary>
    public Task<StoredPart> WriteAsync(Stream body, CancellationToken cancellationToken) =>
        WriteAsync(file => body.CopyToAsync(file, BufferSize, cancellationToken));

    /// <summary>Writes a new file.</summary>
    public async Task<StoredPart> WriteAsync(Func<Stream, Task> write)
    {
        using var file = blobs.Create(out var name);
        using var stream = new HashingStream(file);
        try
        {
            await write(stream).ConfigureAwait(false);
        }
        catch
        {
            blobs.Discard(name);
            throw;
        }

        return new StoredPart { Md5 = stream.End(), Segments = [new Segment { File = name, Offset = 0, Length = stream.Length }] };
    }

    /// <summary>Makes what was written an object of the server's own.</summary>
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
