using System.Globalization;

namespace SageTasks.Wes;

/// <summary>Gives each output a name of its own below a folder: also on a file system to which upper and lower case are the same, and never one
/// that another output needs as a folder.</summary>
internal static class OutputNames
{
    public static IReadOnlyList<(WesOutput Output, string Name)> Of(IReadOnlyList<WesOutput> outputs)
    {
        var shared = outputs.GroupBy(output => Same(Safe(output)), StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var (files, folders) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var named = new List<(WesOutput, string)>(outputs.Count);
        foreach (var output in outputs)
        {
            var name = Names(output, isShared: shared.Contains(Same(Safe(output)))).First(name => IsFree(Same(name), files, folders));
            files.Add(Same(name));
            folders.UnionWith(FoldersOf(Same(name)));
            named.Add((output, name));
        }

        return named;
    }

    private static IEnumerable<string> Names(WesOutput output, bool isShared)
    {
        var safe = Safe(output);
        if (!isShared)
        {
            yield return safe;
        }

        yield return $"{Place(output)}/{safe}";
        for (var number = 2; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Place(output)}-{number}/{safe}");
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
    private static string Safe(WesOutput output) => RunRequestRules.Problem(output.Name) is null ? output.Name
        : output.Name.Split('/', '\\')[^1] is { Length: > 0 } last && RunRequestRules.Problem(last) is null ? last
        : Place(output);

    private static string Place(WesOutput output) => string.Join('-', output.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Plain)) is { Length: > 0 } place ? place : "output";

    private static string Plain(string part) => string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' ? letter : '_'));
}
