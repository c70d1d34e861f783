namespace SageTasks.Files;

/// <summary>Where a path leads when every link in it is followed, one after the other, as the system follows them.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Whether a path, every link followed, lies inside a folder, or is the folder itself.</summary>
    /// <exception cref="IOException">The links lead in circles.</exception>
    public static bool IsWithin(string path, string folder)
    {
        var (real, place) = (Of(Path.GetFullPath(path)), Path.TrimEndingDirectorySeparator(Of(Path.GetFullPath(folder))));
        return string.Equals(Path.TrimEndingDirectorySeparator(real), place, StringComparison.Ordinal)
            || real.StartsWith(Path.EndsInDirectorySeparator(place) ? place : place + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The path itself, without a link in it.</summary>
    /// <exception cref="IOException">The links lead in circles.</exception>
    public static string Of(string path)
    {
        var (current, links) = (Path.GetPathRoot(path)!, 0);
        var ahead = new Stack<string>(LastFirst(path[current.Length..]));
        while (ahead.TryPop(out var part))
        {
            var next = part == ".." ? Path.GetDirectoryName(current) ?? current : Path.Combine(current, part);
            if (part == ".." || new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"The links in {path} lead in circles.");
            }

            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target)!;
                target = target[current.Length..];
            }

            foreach (var step in LastFirst(target))
            {
                ahead.Push(step);
            }
        }

        return current;
    }

    private static IEnumerable<string> LastFirst(string path) =>
        Enumerable.Reverse(path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)).Where(part => part != ".");
}
