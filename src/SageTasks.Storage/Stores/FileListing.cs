using System.IO.Enumeration;

namespace SageTasks.Storage;

/// <summary>Files whose path begins with a text, in the order of their paths by code point. The names of one folder at a time are held.</summary>
internal static class FileListing
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public static IEnumerable<string> Under(string prefix)
    {
        var folder = Path.EndsInDirectorySeparator(prefix) ? prefix : Path.GetDirectoryName(prefix)!;
        return Directory.Exists(folder) ? Walk(folder, prefix) : [];
    }

    private static IEnumerable<string> Walk(string folder, string prefix)
    {
        foreach (var name in NamesIn(folder))
        {
            var path = Path.Combine(folder, name);
            if (Path.EndsInDirectorySeparator(name))
            {
                var reaches = path.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(path, StringComparison.Ordinal);
                foreach (var file in reaches && new DirectoryInfo(Path.TrimEndingDirectorySeparator(path)).LinkTarget is null ? Walk(path, prefix) : [])
                {
                    yield return file;
                }
            }
            else if (path.StartsWith(prefix, StringComparison.Ordinal) && !PartialNames.IsPartial(name))
            {
                yield return path;
            }
        }
    }

    // A folder sorts with its slash, as its files' paths do.
    private static IOrderedEnumerable<string> NamesIn(string folder) => new FileSystemEnumerable<string>(
        folder, static (ref entry) => entry.IsDirectory ? $"{entry.FileName}{Path.DirectorySeparatorChar}" : entry.FileName.ToString(), Everything)
        .Order(NameOrder.Comparer);
}
