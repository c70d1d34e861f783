namespace SageTasks.Testing;

/// <summary>
/// The file system of one task: what is <c>/data/a</c> to its commands lies below a folder of this machine. Links that commands leave lead
/// where they lead for the commands, and never out of that folder.
/// </summary>
internal sealed class TaskFolder(string path)
{
    /// <summary>The folder that is <c>/</c> to the task; no part of its name is a link.</summary>
    public string Root { get; } = RootedPath.Resolve(Path.GetPathRoot(path)!, Path.Combine(path, "root"));

    /// <summary>Where a path of the task lies, its links followed.</summary>
    /// <exception cref="IOException">Its links lead in circles.</exception>
    public string Locate(string inside) => RootedPath.Resolve(Root, inside);

    /// <summary>Where an entry of a folder of the task lies, a link itself where it is one.</summary>
    /// <exception cref="IOException">The links above it lead in circles.</exception>
    public string Entry(string inside)
    {
        var (name, trimmed) = (Path.GetFileName(inside.TrimEnd('/')), inside.TrimEnd('/'));
        return Path.Combine(Locate(trimmed[..^name.Length]), name);
    }

    /// <summary>Whether there is an entry, be it a link to nothing.</summary>
    public bool Has(string inside) => Entry(inside) is var entry && (new FileInfo(entry).LinkTarget is not null || Path.Exists(entry));

    /// <summary>Where a file of the task lies, the folder above it made.</summary>
    public string Place(string inside)
    {
        var place = Locate(inside);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }

    /// <summary>Makes a folder of the task.</summary>
    public string Make(string inside) => Directory.CreateDirectory(Locate(inside)).FullName;

    /// <summary>Removes all of it.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A command may have left what this user cannot remove; the folder stays, which harms no task.
        }
    }
}
