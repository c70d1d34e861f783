using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>Makes objects of files and bundles of folders. Ids follow from path and content, so that the same files keep theirs.</summary>
internal sealed class FolderScan(DrsWorld world)
{
    /// <summary>Adds a folder with everything below; answers the bundle's id.</summary>
    /// <exception cref="IOException">The folder cannot be read, or a link in it leads out of it or in circles.</exception>
    public string Add(string folder)
    {
        var root = RealPath.Of(folder);
        return Directory.Exists(root)
            ? AddFolder(root, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), "", [])
            : throw new DirectoryNotFoundException($"There is no folder '{folder}' to take objects from.");
    }

    private string AddFolder(string folder, string name, string path, IReadOnlyList<string> above)
    {
        var contents = new List<LocalDrsContent>();
        IReadOnlyList<string> here = [.. above, folder];
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var entryName = Path.GetFileName(entry);
            var below = path.Length == 0 ? entryName : $"{path}/{entryName}";
            var real = Follow(entry, here);
            contents.Add(new LocalDrsContent { Name = entryName, Id = Directory.Exists(real) ? AddFolder(real, entryName, below, here) : AddFile(real, entryName, below) });
        }

        var known = string.Join('\n', contents.Select(entry => $"{entry.Name} {entry.Id}"));
        return AddOnce(Id(path, known), new LocalDrsObject { Name = name, Contents = contents });
    }

    private string Follow(string entry, IReadOnlyList<string> above)
    {
        if (new FileInfo(entry).LinkTarget is null)
        {
            return entry;
        }

        var real = RealPath.Of(entry);
        if (above.Contains(real, StringComparer.Ordinal))
        {
            throw new IOException($"'{entry}' is a link to a folder that it is in.");
        }

        return RealPath.IsIn(above[0], real) || world.IsReadable(real)
            ? real
            : throw new IOException($"'{entry}' is a link that leads out of the folder, to '{real}'. If that is meant, name its folder in {nameof(LocalDrsOptions)}.{nameof(LocalDrsOptions.FileFolders)}.");
    }

    private string AddFile(string file, string name, string path)
    {
        var sums = FileSums.Of(file);
        return AddOnce(Id(path, sums.Checksums[0].Value), new LocalDrsObject { Name = name, File = file });
    }

    private string AddOnce(string id, LocalDrsObject item)
    {
        if (world.Find(id) is null)
        {
            world.Add(item with { Id = id });
        }

        return id;
    }

    private string Id(string path, string content) =>
        world.Prefixed(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{content}"))[..16]).ToString());
}
