namespace SageTasks.Testing.Cavatica;

/// <summary>The files and folders.</summary>
internal sealed class FileBook(CavaticaWorld world, ProjectBook projects)
{
    public CavaticaTable<FileDocument> Table { get; } = new(world.Store, "file", CavaticaJson.Default.FileDocument, file => file.Id);

    public ByteFiles Bytes { get; } = new(world.Folder);

    /// <summary>A file or folder, in whose project the caller may do something.</summary>
    public FileDocument Get(CavaticaCall call, string id, Permission permission = Permission.Read)
    {
        var file = Table.Find(id) ?? throw CavaticaErrors.Refuse(404, 5002, "Requested file does not exist.");
        return projects.Table.Find(file.Project) is { } project && ProjectBook.May(project, call.User, permission)
            ? file
            : throw CavaticaErrors.Refuse(403, 5001, "Insufficient privileges to access the requested file.");
    }

    /// <summary>Makes the folder that holds a project's files.</summary>
    public string NewRoot(string project) => Table.Put(new FileDocument
    {
        Id = CavaticaWorld.FileId(),
        Name = "root",
        Project = project,
        IsFolder = true,
        CreatedOn = world.Now,
        ModifiedOn = world.Now,
    }).Id;

    /// <summary>A new file of bytes in memory, which is not taken in yet.</summary>
    public FileDocument New(ProjectDocument project, string? parent, string name, ReadOnlySpan<byte> bytes) => New(project, parent, name) with
    {
        Size = bytes.Length,
        ETag = Convert.ToHexStringLower(Md5Digest.Of(bytes)),
        Bytes = [Bytes.Write(bytes)],
    };

    /// <summary>A new file or folder without anything in it, which is not taken in yet.</summary>
    public FileDocument New(ProjectDocument project, string? parent, string name) => new()
    {
        Id = CavaticaWorld.FileId(),
        Name = name,
        Project = project.Id,
        Parent = parent ?? project.RootFolder,
        CreatedOn = world.Now,
        ModifiedOn = world.Now,
    };

    /// <summary>Takes in a file that is new; the caller holds the lock.</summary>
    public FileDocument Add(FileDocument file) => Table.Put(file, batch =>
        batch.Record(file.IsFolder ? "folder.created" : "file.created", file.Id, new FileCommit(file.Name, file.Project, file.Size), CavaticaJson.Default.FileCommit));
}
