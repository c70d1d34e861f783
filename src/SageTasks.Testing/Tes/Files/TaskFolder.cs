namespace SageTasks.Testing;

/// <summary>The file system of one task: what is <c>/data/a</c> to its commands lies below a folder of this machine.</summary>
internal sealed class TaskFolder(string path)
{
    /// <summary>The folder that is <c>/</c> to the task.</summary>
    public string Root { get; } = Path.Combine(path, "root");

    /// <summary>Where a path of the task lies.</summary>
    public string Locate(string inside) => Path.Combine(Root, inside.TrimStart('/'));

    /// <summary>Where a file of the task lies, the folder above it made.</summary>
    public string Place(string inside)
    {
        var place = Locate(inside.TrimEnd('/'));
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
