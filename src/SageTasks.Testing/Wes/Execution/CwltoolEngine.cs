using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Runs CWL with cwltool, without containers.</summary>
internal sealed class CwltoolEngine : IWorkflowEngine
{
    public const string Program = "cwltool";

    private const string OutputFolder = "outputs";

    public WorkflowLanguage Language { get; } = new("CWL", ["v1.0", "v1.1", "v1.2"], Program, InstalledEngines.Version(Program));

    public bool Fetches => true;

    public bool IsOneStep => false;

    public WorkflowCommand Command(RunRequest request, string workflow, string parameters) =>
        new([Program, "--no-container", "--disable-color", "--outdir", OutputFolder, .. EngineOptions.Of(request), workflow, parameters]);

    public Action<string> Reader(TaskBook tasks) => CwltoolLog.Reader((name, command) => tasks.Begin(name, name, [command]), tasks.End);

    public JsonNode Outputs(RunFiles files, IReadOnlyList<string> before)
    {
        // What cwltool writes to its standard output is the output object.
        var outputs = JsonNode.Parse(File.ReadAllText(files.Log("stdout"))) ?? new JsonObject();
        return Located(outputs, new Uri(files.Work + "/").AbsoluteUri)!;
    }

    private static JsonNode? Located(JsonNode? node, string folder)
    {
        switch (node)
        {
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Located(item, folder))]);
            case JsonObject fields:
                var copy = new JsonObject(fields.Where(field => field.Key != "path").Select(field => KeyValuePair.Create(field.Key, Located(field.Value, folder))));
                if (copy["location"] is JsonValue location && location.GetValue<string>() is var address && address.StartsWith(folder, StringComparison.Ordinal))
                {
                    copy["location"] = RunFiles.Scheme + Uri.UnescapeDataString(address[folder.Length..]);
                }

                return copy;
            default:
                return node?.DeepClone();
        }
    }
}
