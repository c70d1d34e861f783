using System.Text;
using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>POSIX path patterns: <c>*</c>, <c>?</c> and <c>[…]</c> within one segment; a leading period must be spelt out.</summary>
internal static class PathPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["[:alnum:]"] = "A-Za-z0-9",
        ["[:alpha:]"] = "A-Za-z",
        ["[:blank:]"] = " \\t",
        ["[:digit:]"] = "0-9",
        ["[:lower:]"] = "a-z",
        ["[:punct:]"] = "!-.:-@\\[-`{-~",
        ["[:space:]"] = "\\s",
        ["[:upper:]"] = "A-Z",
        ["[:xdigit:]"] = "0-9A-Fa-f",
    };

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

        return paths.Where(folder.Has);
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
            var close = segment[at] == '[' ? Close(segment, at) : -1;
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

    // A bracket that comes first is one of the members, and those of a class are its own.
    private static int Close(string segment, int open)
    {
        var first = open + (segment.AsSpan(open + 1).StartsWith("!") ? 2 : 1);
        var at = first;
        while (at < segment.Length && (segment[at] != ']' || at == first))
        {
            at += Classes.Keys.FirstOrDefault(name => segment.AsSpan(at).StartsWith(name))?.Length ?? 1;
        }

        return at < segment.Length ? at : -1;
    }

    private static string Bracket(string inside)
    {
        var negated = inside.StartsWith('!');
        var members = new StringBuilder();
        for (var at = negated ? 1 : 0; at < inside.Length; at++)
        {
            var name = Classes.Keys.FirstOrDefault(name => inside.AsSpan(at).StartsWith(name));
            members.Append(name is not null ? Classes[name] : inside[at] is '\\' or '[' or ']' or '^' ? $"\\{inside[at]}" : inside[at]);
            at += name is null ? 0 : name.Length - 1;
        }

        return negated ? $"[^/{members}]" : $"[{members}]";
    }
}
