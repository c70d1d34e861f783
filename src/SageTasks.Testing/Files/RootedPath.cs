namespace SageTasks.Testing;

/// <summary>
/// Where a path leads when every link in it is followed as it is inside a root: a link to <c>/etc</c> leads to that folder of the root, and
/// nothing leads above it.
/// </summary>
internal static class RootedPath
{
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links lead in circles.</exception>
    public static string Resolve(string root, string inside)
    {
        var (current, links) = (root, 0);
        var ahead = new Stack<string>(LastFirst(inside));
        while (ahead.TryPop(out var part))
        {
            if (part == "..")
            {
                current = current == root ? root : Path.GetDirectoryName(current)!;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"The links in {inside} lead in circles.");
            }

            if (Path.IsPathRooted(target))
            {
                current = root;
                target = Below(root, target);
            }

            foreach (var step in LastFirst(target))
            {
                ahead.Push(step);
            }
        }

        return current;
    }

    // A command that runs outside of any sandbox knows its folder by the name that it has on this machine.
    private static string Below(string root, string target) =>
        target == root || target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? target[root.Length..]
            : target[Path.GetPathRoot(target)!.Length..];

    private static IEnumerable<string> LastFirst(string path) =>
        Enumerable.Reverse(path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)).Where(part => part != ".");
}
