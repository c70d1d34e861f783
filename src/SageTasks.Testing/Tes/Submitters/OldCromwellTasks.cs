using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Cromwell's tasks as the older tes-azure recognised them: by outputs in an execution folder that stay where they are.</summary>
internal static partial class OldCromwellTasks
{
    public static Submitter? Detect(TesTask task)
    {
        var id = task.Description?.Split(':')[0];
        if (!Guid.TryParse(id, out _) || task.Outputs is not { Count: > 0 } outputs || outputs.Any(output => output.Path != output.Url))
        {
            return null;
        }

        var match = outputs.Select(output => ReturnCode().Match(output.Path!)).FirstOrDefault(match => match.Success);
        return match is not null && match.Groups["id"].Value == id && HasOutput(task, "execution/stdout") && HasOutput(task, "execution/stderr")
            ? new Submitter("cromwell", id, match.Groups["workflow"].Value, match.Groups["call"].Value, Above(outputs[^1].Path!))
            : null;
    }

    private static bool HasOutput(TesTask task, string end) => task.Outputs!.Any(output => output.Path!.EndsWith(end, StringComparison.Ordinal));

    private static string Above(string path) => path[..path.LastIndexOf('/')];

    [GeneratedRegex(
        @"^/tes-wd(?:/.*)?/(?<workflow>[^/]+)/(?<id>[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})/call-(?<call>[^/]+)(?:/.*)?/execution/rc\z",
        RegexOptions.CultureInvariant,
        30_000)]
    private static partial Regex ReturnCode();
}
