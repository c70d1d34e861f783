namespace SageTasks.Storage;

/// <summary>Files whose path begins with a text, in the order of their paths by code point, folder by folder.</summary>
internal static class FileListing
{
    public static IEnumerable<FileInfo> Under(string prefix)
    {
        var folder = Path.EndsInDirectorySeparator(prefix) ? prefix : Path.GetDirectoryName(prefix)!;
        return Directory.Exists(folder) ? Walk(new DirectoryInfo(folder), prefix) : [];
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string prefix)
    {
        // A folder sorts with its slash, as its files' paths do.
        var entries = folder.EnumerateFileSystemInfos()
            .Select(entry => (Entry: entry, Key: Key(entry)))
            .OrderBy(pair => pair.Key, NameOrder.Comparer);
        foreach (var (entry, _) in entries)
        {
            if (entry is DirectoryInfo inner)
            {
                var path = inner.FullName + Path.DirectorySeparatorChar;
                var reaches = path.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(path, StringComparison.Ordinal);
                foreach (var file in reaches && inner.LinkTarget is null ? Walk(inner, prefix) : [])
                {
                    yield return file;
                }
            }
            else if (entry is FileInfo file && file.FullName.StartsWith(prefix, StringComparison.Ordinal) && !PartialNames.IsPartial(file.Name))
            {
                yield return file;
            }
        }
    }

    private static string Key(FileSystemInfo entry) => entry is DirectoryInfo ? entry.Name + "/" : entry.Name;
}
