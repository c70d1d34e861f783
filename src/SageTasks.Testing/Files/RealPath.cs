namespace SageTasks.Testing;

/// <summary>Where paths of this machine lead when every link in them is followed.</summary>
internal static class RealPath
{
    /// <exception cref="IOException">The links lead in circles.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        return RootedPath.Resolve(root, full[root.Length..]);
    }

    /// <summary>Whether a path is a folder or lies below it, both without links.</summary>
    public static bool IsIn(string folder, string path) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The file that a path leads to; null where there is none, or it lies in none of these folders, which are without links.</summary>
    public static string? FileIn(IEnumerable<string> folders, string path)
    {
        try
        {
            var real = Of(path);
            return folders.Any(folder => IsIn(folder, real)) && RegularFile.Is(real) ? real : null;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // Links in circles lead to nothing, nor does what is no path.
            return null;
        }
    }

    /// <summary>Whether a path names a file, and no part of it is a link.</summary>
    public static bool IsFile(string path)
    {
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return false;
            }
        }

        return RegularFile.Is(path);
    }
}
