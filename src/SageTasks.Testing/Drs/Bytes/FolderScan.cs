using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>Makes objects of files and bundles of folders. Ids follow from path and content, so that the same files keep theirs.</summary>
internal sealed class FolderScan(DrsWorld world)
{
    /// <summary>Adds a folder with everything below; answers the bundle's id.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public string Add(string folder)
    {
        var root = Path.GetFullPath(folder);
        return Directory.Exists(root)
            ? AddFolder(root, "")
            : throw new DirectoryNotFoundException($"There is no folder '{folder}' to take objects from.");
    }

    private string AddFolder(string folder, string path)
    {
        var contents = new List<LocalDrsContent>();
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(entry);
            var below = path.Length == 0 ? name : $"{path}/{name}";
            var id = Directory.Exists(entry) ? AddFolder(entry, below) : AddFile(entry, below);
            contents.Add(new LocalDrsContent { Name = name, Id = id });
        }

        var known = string.Join('\n', contents.Select(entry => $"{entry.Name} {entry.Id}"));
        return AddOnce(Id(path, known), new LocalDrsObject { Name = Path.GetFileName(folder), Contents = contents });
    }

    private string AddFile(string file, string path)
    {
        var sums = FileSums.Of(file);
        return AddOnce(Id(path, sums.Checksums[0].Value), new LocalDrsObject { Name = Path.GetFileName(file), File = file });
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
