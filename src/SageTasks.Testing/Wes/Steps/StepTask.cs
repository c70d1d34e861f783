using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>A step of a run as a task of a TES: it is given the folder with the run's files, and gives it back.</summary>
internal static class StepTask
{
    /// <summary>The tag by which the task of a run is found again.</summary>
    public const string RunTag = "wes-run-id";

    private const string Folder = "/wes/run";
    private const string Output = "/wes/stdout";
    private const string Error = "/wes/stderr";

    public static JsonObject Of(RunDocument run, WorkflowCommand command, RunFiles files, string parameters, string image) => new()
    {
        ["name"] = run.Request.WorkflowUrl,
        ["description"] = $"The workflow of run {run.Id}",
        ["tags"] = new JsonObject { [RunTag] = run.Id },
        ["inputs"] = new JsonArray(Place(Folder, files.Work, "DIRECTORY")),
        ["executors"] = new JsonArray(new JsonObject
        {
            ["image"] = image,
            ["command"] = WesAnswers.Array(command.Words),
            ["workdir"] = Folder,
            ["stdout"] = Output,
            ["stderr"] = Error,
            ["env"] = new JsonObject(command.Variables
                .Append(KeyValuePair.Create(RunFiles.ParametersVariable, $"{Folder}/{parameters}"))
                .Append(KeyValuePair.Create(RunFiles.RunVariable, run.Id))
                .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
        }),
        ["outputs"] = new JsonArray(Place(Folder, files.Work, "DIRECTORY"), Place(Output, files.Log("stdout"), "FILE"), Place(Error, files.Log("stderr"), "FILE")),
    };

    /// <summary>What the WES shows of a task of the TES.</summary>
    public static TaskDocument Show(JsonObject task, TaskDocument before)
    {
        var log = (task["logs"] as JsonArray)?.LastOrDefault();
        return before with
        {
            Start = Time(log?["start_time"]) ?? before.Start,
            End = Time(log?["end_time"]) ?? before.End,
            ExitCode = (int?)Last(task)?["exit_code"] ?? before.ExitCode,
            SystemLogs = log?["system_logs"] is JsonArray { Count: > 0 } lines ? [.. lines.Select(line => (string?)line ?? "")] : before.SystemLogs,
        };
    }

    /// <summary>What its command said, as far as the TES keeps it: <c>stdout</c> or <c>stderr</c>.</summary>
    public static string Said(JsonObject task, string stream) => (string?)Last(task)?[stream] ?? "";

    private static JsonNode? Last(JsonObject task) => ((task["logs"] as JsonArray)?.LastOrDefault()?["logs"] as JsonArray)?.LastOrDefault();

    private static JsonObject Place(string path, string file, string type) => new() { ["path"] = path, ["url"] = new Uri(file).AbsoluteUri, ["type"] = type };

    private static DateTimeOffset? Time(JsonNode? time) =>
        DateTimeOffset.TryParse((string?)time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
}
