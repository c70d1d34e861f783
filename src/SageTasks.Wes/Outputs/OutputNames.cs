using System.Globalization;

namespace SageTasks.Wes;

/// <summary>Gives each output a name of its own below a folder: also on a file system to which upper and lower case are the same, and never one
/// that another output needs as a folder. A file with what goes along with it, and a directory's files, stay together.</summary>
internal static class OutputNames
{
    private static readonly string[] Together = ["/secondaryFiles/", "/listing/"];

    public static IReadOnlyList<(WesOutput Output, string Name)> Of(IReadOnlyList<WesOutput> outputs)
    {
        var groups = outputs.GroupBy(GroupOf, StringComparer.Ordinal).Select(group => (Place: Place(group.Key), Names: NamesIn([.. group]))).ToList();
        var shared = groups.SelectMany(group => ClaimsOf(group.Names)).GroupBy(claim => claim, StringComparer.Ordinal)
            .Where(claims => claims.Count() > 1).Select(claims => claims.Key).ToHashSet(StringComparer.Ordinal);
        var (files, folders) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var named = new Dictionary<WesOutput, string>(ReferenceEqualityComparer.Instance);
        foreach (var (place, names) in groups)
        {
            var prefix = Prefixes(place, isShared: ClaimsOf(names).Any(shared.Contains))
                .First(prefix => names.All(name => IsFree(Same(prefix + name.Name), files, folders)));
            foreach (var (output, name) in names)
            {
                files.Add(Same(prefix + name));
                folders.UnionWith(FoldersOf(Same(prefix + name)));
                named[output] = prefix + name;
            }
        }

        return [.. outputs.Select(output => (output, named[output]))];
    }

    // By where it stands: the file beside which, or the outermost directory in which it is.
    private static string GroupOf(WesOutput output)
    {
        var ends = Together.Select(part => output.Pointer.IndexOf(part, StringComparison.Ordinal)).Where(end => end >= 0);
        return output.Pointer[..ends.DefaultIfEmpty(output.Pointer.Length).Min()];
    }

    // Two of one name in a group: the second gets a folder of its own.
    private static List<(WesOutput Output, string Name)> NamesIn(IReadOnlyList<WesOutput> group)
    {
        var (files, folders) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var names = new List<(WesOutput, string)>(group.Count);
        foreach (var output in group)
        {
            var name = Prefixes(Place(output.Pointer), isShared: false).Select(prefix => prefix + Safe(output)).First(name => IsFree(Same(name), files, folders));
            files.Add(Same(name));
            folders.UnionWith(FoldersOf(Same(name)));
            names.Add((output, name));
        }

        return names;
    }

    /// <summary>What no other group may have: the names of files, and the folder of a directory.</summary>
    private static IEnumerable<string> ClaimsOf(IReadOnlyList<(WesOutput Output, string Name)> names) =>
        names.Select(name => Same(name.Output.Pointer.Contains("/listing/", StringComparison.Ordinal) ? name.Name.Split('/')[0] : name.Name)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Prefixes(string place, bool isShared)
    {
        if (!isShared)
        {
            yield return "";
        }

        yield return $"{place}/";
        for (var number = 2; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{place}-{number}/");
        }
    }

    private static bool IsFree(string name, HashSet<string> files, HashSet<string> folders) =>
        !files.Contains(name) && !folders.Contains(name) && !FoldersOf(name).Any(files.Contains);

    private static IEnumerable<string> FoldersOf(string name)
    {
        for (var end = name.LastIndexOf('/'); end > 0; end = name.LastIndexOf('/', end - 1))
        {
            yield return name[..end];
        }
    }

    private static string Same(string name) => name.ToUpperInvariant();

    // What a server calls a file must not lead out of the folder.
    private static string Safe(WesOutput output)
    {
        var parts = output.Name.Split('/', '\\').Where(part => part is not ("" or "." or "..")).ToList();
        string[] names = [output.Name, string.Join('/', parts), parts.Count > 0 ? parts[^1] : ""];
        return Array.Find(names, name => RunRequestRules.Problem(name) is null) ?? Place(output.Pointer);
    }

    private static string Place(string pointer) =>
        string.Join('-', pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Plain)) is { Length: > 0 } place ? place : "output";

    private static string Plain(string part) => string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' ? letter : '_'));
}
