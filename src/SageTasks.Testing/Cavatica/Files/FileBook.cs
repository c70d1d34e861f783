namespace SageTasks.Testing.Cavatica;

/// <summary>The files and folders.</summary>
internal sealed class FileBook(CavaticaWorld world, ProjectBook projects)
{
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);

    public CavaticaTable<FileDocument> Table { get; } = new(world.Store, "file", CavaticaJson.Default.FileDocument, file => file.Id);

    public ByteFiles Bytes { get; } = new(world.Folder);

    /// <summary>A file or folder, in whose project the caller may do something.</summary>
    public FileDocument Get(CavaticaCall call, string id, Permission permission = Permission.Read) => Get(call.User, id, permission);

    /// <summary>A file or folder, in whose project a user may do something.</summary>
    public FileDocument Get(UserDocument user, string id, Permission permission = Permission.Read)
    {
        var file = Table.Find(id) ?? throw CavaticaErrors.Refuse(404, 5002, "Requested file does not exist.");
        return projects.Table.Find(file.Project) is { } project && ProjectBook.May(project, user, permission)
            ? file
            : throw CavaticaErrors.Refuse(403, 5001, "Insufficient privileges to access the requested file.");
    }

    /// <summary>What lies in a folder, not what lies deeper.</summary>
    public IEnumerable<FileDocument> Children(string folder) => _children.TryGetValue(folder, out var ids) ? ids.Select(id => Table.Find(id)!) : [];

    public FileDocument? Child(string folder, string name) => Children(folder).FirstOrDefault(file => file.Name == name);

    /// <summary>Everything below a folder, however deep.</summary>
    public IEnumerable<FileDocument> Below(string folder) => Children(folder).SelectMany(file => file.IsFolder ? Below(file.Id).Prepend(file) : [file]);

    /// <summary>The place that a body names by exactly one of <c>project</c> and <c>parent</c>; in projects the caller may write.</summary>
    public FilePlace Place(CavaticaCall call, string? project, string? parent) => Place(call.User, project, parent);

    /// <summary>The place that a body names, for a user who may write there.</summary>
    public FilePlace Place(UserDocument user, string? project, string? parent)
    {
        if (project is { Length: > 0 } && parent is { Length: > 0 })
        {
            throw CavaticaErrors.Refuse(400, 5031, "Providing both parent and project is not allowed.");
        }

        if (parent is { Length: > 0 })
        {
            var folder = Get(user, parent, Permission.Write);
            return folder.IsFolder
                ? new FilePlace(projects.Table.Find(folder.Project)!, folder.Id)
                : throw CavaticaErrors.Refuse(400, 5022, "The parent specified is not a folder.");
        }

        var named = projects.Get(user, project is { Length: > 0 } ? project : throw CavaticaErrors.Refuse(400, 5029, "Missing parent or project field."), Permission.Write);
        return new FilePlace(named, named.RootFolder);
    }

    /// <summary>Makes the folder that holds a project's files.</summary>
    public string NewRoot(string project) => Keep(new FileDocument
    {
        Id = CavaticaWorld.FileId(),
        Name = "root",
        Project = project,
        IsFolder = true,
        CreatedOn = world.Now,
        ModifiedOn = world.Now,
    }, null).Id;

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

    /// <summary>Takes in a file that is new; the caller holds the lock. What <paramref name="with"/> changes is changed in the same moment.</summary>
    public FileDocument Add(FileDocument file, Action<StateBatch>? with = null) => Keep(file, batch =>
    {
        batch.Record(file.IsFolder ? "folder.created" : "file.created", file.Id, Commit(file), CavaticaJson.Default.FileCommit);
        with?.Invoke(batch);
    });

    /// <summary>Changes a file or folder; one with other bytes lets go of its old ones. What <paramref name="with"/> changes is changed in the same moment.</summary>
    public FileDocument Change(FileDocument before, FileDocument after, Action<StateBatch>? with = null)
    {
        var changed = after with { ModifiedOn = world.Now };
        Table.Put(changed, with);
        if (before.Parent != after.Parent)
        {
            _children[before.Parent!].Remove(before.Id);
            Place(changed);
        }

        Share(after.Bytes.Except(before.Bytes));
        LetGo(before.Bytes.Except(after.Bytes));
        return changed;
    }

    /// <summary>Removes a file, or a folder with all that is below it.</summary>
    public void Remove(FileDocument file)
    {
        foreach (var child in Children(file.Id).ToList())
        {
            Remove(child);
        }

        Table.Remove(file.Id, batch => batch.Record(file.IsFolder ? "folder.deleted" : "file.deleted", file.Id, Commit(file), CavaticaJson.Default.FileCommit));
        _children.Remove(file.Id);
        if (file.Parent is { } parent && _children.TryGetValue(parent, out var siblings))
        {
            siblings.Remove(file.Id);
        }

        LetGo(file.Bytes);
    }

    public void Load(StateRow row)
    {
        Table.Load(row);
        var file = Table.Find(row.Key)!;
        Place(file);
        Share(file.Bytes);
    }

    private static FileCommit Commit(FileDocument file) => new(file.Name, file.Project, file.Size);

    private FileDocument Keep(FileDocument file, Action<StateBatch>? tell)
    {
        Table.Put(file, tell);
        Place(file);
        Share(file.Bytes);
        return file;
    }

    private void Place(FileDocument file)
    {
        if (file.Parent is not { } parent)
        {
            return;
        }

        if (!_children.TryGetValue(parent, out var ids))
        {
            _children[parent] = ids = [];
        }

        ids.Add(file.Id);
    }

    // Copies share their bytes.
    private void Share(IEnumerable<StoredBytes> bytes)
    {
        foreach (var run in bytes)
        {
            _shared[run.File] = _shared.GetValueOrDefault(run.File) + 1;
        }
    }

    private void LetGo(IEnumerable<StoredBytes> bytes)
    {
        foreach (var run in bytes.Where(run => --_shared[run.File] == 0))
        {
            _shared.Remove(run.File);
            Bytes.Delete([run]);
        }
    }
}
