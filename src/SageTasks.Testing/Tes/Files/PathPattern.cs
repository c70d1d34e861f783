using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>POSIX path patterns: <c>*</c>, <c>?</c> and <c>[…]</c> within one segment; a leading period must be spelt out.</summary>
internal static class PathPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The folder of an output that stands before any wildcard, so that commands can write there.</summary>
    public static string FixedFolder(string path, bool isDirectory)
    {
        var segments = path.TrimEnd('/').Split('/');
        var known = segments.TakeWhile(segment => !TaskChecks.HasWildcards(segment)).ToList();
        return known.Count < segments.Length || isDirectory ? string.Join('/', known) : string.Join('/', known.SkipLast(1));
    }

    /// <summary>The paths of a task that match, in order.</summary>
    public static IEnumerable<string> Matches(string pattern, TaskFolder folder)
    {
        IEnumerable<string> paths = [""];
        foreach (var segment in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            paths = TaskChecks.HasWildcards(segment) ? paths.SelectMany(path => Inside(path, segment, folder)).ToList() : paths.Select(path => $"{path}/{segment}").ToList();
        }

        return paths.Where(path => Path.Exists(folder.Locate(path)));
    }

    private static IEnumerable<string> Inside(string path, string segment, TaskFolder folder)
    {
        var place = folder.Locate(path);
        var regex = new Regex(Translate(segment), RegexOptions.CultureInvariant, Patience);
        return !Directory.Exists(place) ? [] : Directory.EnumerateFileSystemEntries(place)
            .Select(entry => Path.GetFileName(entry))
            .Where(name => regex.IsMatch(name) && (!name.StartsWith('.') || segment.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{path}/{name}");
    }

    private static string Translate(string segment)
    {
        var regex = new StringBuilder("\\A");
        for (var at = 0; at < segment.Length; at++)
        {
            var close = segment[at] == '[' ? segment.IndexOf(']', Math.Min(at + (segment.AsSpan(at + 1).StartsWith("!") ? 3 : 2), segment.Length)) : -1;
            if (close > 0)
            {
                regex.Append(Bracket(segment[(at + 1)..close]));
                at = close;
            }
            else
            {
                regex.Append(segment[at] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
            }
        }

        return regex.Append("\\z").ToString();
    }

    private static string Bracket(string inside)
    {
        var negated = inside.StartsWith('!');
        var members = (negated ? inside[1..] : inside).Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);
        return negated ? $"[^/{members}]" : $"[{members}]";
    }
}
