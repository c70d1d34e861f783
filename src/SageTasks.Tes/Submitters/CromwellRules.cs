using System.Globalization;
using System.Text.RegularExpressions;

namespace SageTasks.Tes;

/// <summary>The two published rules by which servers recognise Cromwell's tasks.</summary>
internal static partial class CromwellRules
{
    public const string Name = "cromwell";

    private const string Guid = "[0-9A-Fa-f]{8}[-][0-9A-Fa-f]{4}[-][0-9A-Fa-f]{4}[-][0-9A-Fa-f]{4}[-][0-9A-Fa-f]{12}";
    private const int PatternTimeout = 30_000;

    public static bool IsCommandScript(TesInput input) =>
        input.Type == TesFileType.File
        && input.Name == "commandScript"
        && input.Description?.EndsWith(".commandScript", StringComparison.Ordinal) == true
        && input.Path.EndsWith("/script", StringComparison.Ordinal);

    public static TaskSubmitter? Current(TesTask task)
    {
        // An output without a name ends the rule, as it does on the server.
        if (string.IsNullOrWhiteSpace(task.Description) || !task.Inputs.Any(IsCommandScript)
            || !System.Guid.TryParse(FirstField(task.Description), out var id) || task.Outputs.Any(output => output.Name is null))
        {
            return null;
        }

        var rc = task.Outputs.LastOrDefault(output => output.Name == "rc")?.Path;
        if (rc is null || rc.Contains('\n', StringComparison.Ordinal) || task.Outputs.All(output => output.Name != "stdout") || task.Outputs.All(output => output.Name != "stderr"))
        {
            return null;
        }

        var place = CurrentPath().Match(rc);
        var steps = rc.Split('/');
        return place.Success && System.Guid.Parse(place.Groups[3].Value) == id
            ? new TaskSubmitter
            {
                Name = Name,
                WorkflowName = steps[2],
                WorkflowId = steps[3],
                WorkflowStage = place.Groups[4].Value,
                ExecutionDirectory = string.Join('/', steps[..^1]),
                TaskInstance = Instance().Match(task.Description).Groups[1].Value,
                Shard = Number(Shard().Match(task.Description)),
                Attempt = Number(Attempt().Match(task.Description)),
            }
            : null;
    }

    public static TaskSubmitter? Old(TesTask task)
    {
        var id = FirstField(task.Description ?? string.Empty);
        if (!System.Guid.TryParse(id, out _) || task.Outputs.Count == 0 || task.Outputs.Any(output => output.Path != output.Url)
            || !Ends(task, "execution/stdout") || !Ends(task, "execution/stderr"))
        {
            return null;
        }

        var place = task.Outputs.Where(output => output.Path.EndsWith("execution/rc", StringComparison.Ordinal))
            .Select(output => OldPath().Match(output.Path)).LastOrDefault(match => match.Success);
        return place is not null && string.Equals(place.Groups[2].Value, id, StringComparison.Ordinal)
            ? new TaskSubmitter
            {
                Name = Name,
                WorkflowName = place.Groups[1].Value,
                WorkflowId = id,
                WorkflowStage = place.Groups[3].Value,
                ExecutionDirectory = Parent(task.Outputs[^1].Path),
            }
            : null;
    }

    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "/";

    private static bool Ends(TesTask task, string end) => task.Outputs.Any(output => output.Path.EndsWith(end, StringComparison.Ordinal));

    private static string FirstField(string description) => description.Split(':')[0];

    private static int? Number(Match match) =>
        int.TryParse(match.Groups[1].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex($"/*?/(.+)/([^/]+)/({Guid})/call-([^/]+)(?:/shard-([^/]+))?(?:/attempt-([^/]+))?/execution/rc", RegexOptions.Singleline, PatternTimeout)]
    private static partial Regex CurrentPath();

    [GeneratedRegex($@"\A/tes-wd(?:/.*)?/([^/]+)/({Guid})/call-([^/]+)(?:/.*)?/execution/rc", RegexOptions.None, PatternTimeout)]
    private static partial Regex OldPath();

    [GeneratedRegex("(.*):[^:]*:[^:]*", RegexOptions.Singleline, PatternTimeout)]
    private static partial Regex Instance();

    [GeneratedRegex(".*:([^:]*):[^:]*", RegexOptions.Singleline, PatternTimeout)]
    private static partial Regex Shard();

    [GeneratedRegex(".*:([^:]*)", RegexOptions.Singleline, PatternTimeout)]
    private static partial Regex Attempt();
}
