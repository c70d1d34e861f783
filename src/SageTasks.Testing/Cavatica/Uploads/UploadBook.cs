namespace SageTasks.Testing.Cavatica;

/// <summary>The uploads under way. Its users hold the lock.</summary>
internal sealed class UploadBook(CavaticaWorld world, FileBook files)
{
    public const long LargestPart = 5L << 30;
    public const long LargestFile = 5L << 40;
    public const int MostParts = 10_000;

    public CavaticaTable<UploadDocument> Table { get; } = new(world.Store, "upload", CavaticaJson.Default.UploadDocument, upload => upload.Id);

    /// <summary>The part size that the server takes, whatever the client asked for.</summary>
    public long PartSize(long size, long? asked)
    {
        var wanted = world.Options.PartSize ?? Math.Max(asked ?? 32L << 20, world.Options.SmallestPart);
        return Math.Max(wanted, (size + MostParts - 1) / MostParts);
    }

    /// <summary>Takes in a part's bytes; false when nobody waits for them.</summary>
    public bool Receive(string id, UploadPart part)
    {
        if (Table.Find(id) is not { } upload || part.Number > upload.PartCount)
        {
            return false;
        }

        var before = upload.Parts.FirstOrDefault(one => one.Number == part.Number);
        Put(upload, part);
        files.Bytes.Delete(before is null ? [] : [before.Bytes]);
        return true;
    }

    public UploadDocument Put(UploadDocument upload, UploadPart part) => Table.Put(upload with
    {
        Parts = [.. upload.Parts.Where(one => one.Number != part.Number).Append(part).OrderBy(one => one.Number)],
    });

    public void Abort(UploadDocument upload)
    {
        Table.Remove(upload.Id);
        files.Bytes.Delete(upload.Parts.Select(part => part.Bytes));
    }

    /// <summary>Makes a file of an upload's parts, all of which were reported.</summary>
    public FileDocument Complete(UploadDocument upload, ProjectDocument project)
    {
        if (upload.Parts.Count != upload.PartCount || upload.Parts.Any(part => !part.IsReported || part.Bytes.Length != upload.LengthOf(part.Number)))
        {
            throw CavaticaErrors.Refuse(400, 8007, "Failed to complete upload.");
        }

        var taken = files.Child(upload.Folder, upload.Name);
        if (taken is not null && (!upload.Overwrites || taken.IsFolder))
        {
            throw CavaticaErrors.Refuse(409, 8004, "Requested file already exists.");
        }

        var content = files.New(project, upload.Folder, upload.Name) with
        {
            Size = upload.Size,
            ETag = ETags.Of([.. upload.Parts.Select(part => part.ETag)]),
            Bytes = [.. upload.Parts.Select(part => part.Bytes)],
        };
        return taken is null
            ? files.Add(content, RemoveUpload)
            : files.Change(taken, taken with { Size = content.Size, ETag = content.ETag, Bytes = content.Bytes, Volume = null, Location = null }, RemoveUpload);

        // Its parts are always the upload's or the file's, also for a process that dies here.
        void RemoveUpload(StateBatch batch) => Table.Remove(upload.Id, batch);
    }
}
