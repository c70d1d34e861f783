namespace SageTasks.Tes;

/// <summary>Where a path leads when every link in it is followed, one after the other, as the system follows them.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

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
