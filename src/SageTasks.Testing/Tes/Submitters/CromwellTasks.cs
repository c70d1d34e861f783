using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Cromwell's tasks as today's TES on Azure recognises them: by the script among the inputs and the return code among the outputs.</summary>
internal static partial class CromwellTasks
{
    public static Submitter? Detect(TesTask task)
    {
        var rc = task.Outputs?.FirstOrDefault(output => output.Name == "rc")?.Path;
        if (!HasScript(task) || rc is null || !Guid.TryParse(task.Description?.Split(':')[0], out var id) || ReturnCode().Match(rc) is not { Success: true } match)
        {
            return null;
        }

        // The innermost workflow's id is the task's; the outermost one has the run's name and id.
        var segments = rc.Split('/');
        return Guid.Parse(match.Groups["id"].ValueSpan) == id && segments.Length > 3
            ? new Submitter("cromwell", segments[3], segments[2], match.Groups["call"].Value)
            : null;
    }

    private static bool HasScript(TesTask task) => task.Inputs?.Any(input =>
        input is { Type: null or "FILE", Name: "commandScript" }
        && input.Description?.EndsWith(".commandScript", StringComparison.Ordinal) == true
        && input.Path?.EndsWith("/script", StringComparison.Ordinal) == true) == true;

    [GeneratedRegex(
        @"^/+.+/[^/\n]+/(?<id>[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})/call-(?<call>[^/\n]+)(?:/shard-[^/\n]+)?(?:/attempt-[^/\n]+)?/execution/rc\z",
        RegexOptions.CultureInvariant,
        30_000)]
    private static partial Regex ReturnCode();
}
