using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Runs a shell script. Parameters that are texts, numbers or truth values are environment variables, and all of them are in the file
/// <c>$WES_PARAMS</c>; every file that the script leaves is an output.</summary>
internal sealed class ShellEngine : IWorkflowEngine
{
    // Some clients take a version for a number.
    public WorkflowLanguage Language { get; } = new("SHELL", ["1.0", "1"], "sh", new Lazy<Task<string>>(Task.FromResult("1.0")));

    public bool Fetches => false;

    public bool IsOneStep => true;

    public WorkflowCommand Command(RunRequest request, string workflow, string parameters)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in request.WorkflowParams?.EnumerateObject() ?? default)
        {
            if (parameter.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) && IsName(parameter.Name))
            {
                variables[parameter.Name] = parameter.Value.ToString();
            }
        }

        return new WorkflowCommand(["sh", workflow], variables);
    }

    public Action<string> Reader(TaskBook tasks) => _ => { };

    public JsonNode Outputs(RunFiles files, IReadOnlyList<string> before) => NewFiles(files, before);

    /// <summary>Every file that was not there before, by its name.</summary>
    public static JsonObject NewFiles(RunFiles files, IReadOnlyList<string> before) =>
        new(files.Made(before).Select(name => KeyValuePair.Create(name, (JsonNode?)(RunFiles.Scheme + name))));

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
