using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>
/// Rewrites a task's paths in text to where they lie on this machine: <c>/data/a</c> becomes <c>FOLDER/data/a</c>, wherever it stands as a
/// path of its own.
/// </summary>
/// <remarks>
/// A first segment that the task names anywhere (<c>/data</c>) is the task's as a whole, but for those that programs need (<c>/usr</c>):
/// there only the very paths are.
/// </remarks>
internal sealed class PathRewriting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _root;
    private readonly Regex? _paths;

    public PathRewriting(TesTask task, TaskFolder folder)
    {
        _root = folder.Root;
        var prefixes = TaskPaths.Of(task).Select(path => TaskPaths.IsSystem(path) ? path : "/" + TaskPaths.Top(path)).Distinct(StringComparer.Ordinal).ToList();
        _paths = prefixes.Count == 0
            ? null
            : new Regex($@"(?<![\w./\\-])(?:{string.Join('|', prefixes.OrderByDescending(prefix => prefix.Length).Select(Regex.Escape))})(?![\w.-])", RegexOptions.CultureInvariant, Patience);
    }

    public string Rewrite(string text) => _paths?.Replace(text, match => _root + match.Value) ?? text;
}
