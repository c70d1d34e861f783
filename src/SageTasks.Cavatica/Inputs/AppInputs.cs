using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>The inputs that an app's CWL document declares (v1.x, packed or not, and sbg:draft-2), to hold a task's inputs against before
/// anything is sent.</summary>
public sealed class AppInputs
{
    private readonly Dictionary<string, (AppInput Input, InputType Type)> _byId;

    private AppInputs(IEnumerable<(AppInput Input, InputType Type)> inputs) =>
        _byId = inputs.DistinctBy(input => input.Input.Id, StringComparer.Ordinal).ToDictionary(input => input.Input.Id, StringComparer.Ordinal);

    /// <summary>The inputs.</summary>
    public IReadOnlyList<AppInput> Inputs => [.. _byId.Values.Select(entry => entry.Input)];

    /// <summary>Reads a CWL document, such as <see cref="App.Raw"/>. One without inputs declares none.</summary>
    public static AppInputs Of(JsonObject cwl)
    {
        ArgumentNullException.ThrowIfNull(cwl);
        var process = Main(cwl);
        return new AppInputs(process["inputs"] switch
        {
            JsonArray list => list.OfType<JsonObject>().Select(input => Read(input["id"]?.ToString(), input)),
            JsonObject map => map.Select(field => Read(field.Key, field.Value)),
            _ => [],
        });
    }

    /// <summary>What is wrong with a task's inputs, one line each with the input's name; empty when nothing is.</summary>
    /// <param name="inputs">The task's inputs.</param>
    /// <param name="batchInput">The input that a batch takes apart, which holds a list of what a single task would take.</param>
    public IReadOnlyList<string> Check(JsonObject inputs, string? batchInput = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var violations = new List<string>();
        if (batchInput is not null && !_byId.ContainsKey(batchInput))
        {
            violations.Add($"BatchInput: the app has no input '{batchInput}'. It has: {Names()}");
        }

        foreach (var (name, value) in inputs)
        {
            if (!_byId.TryGetValue(name, out var entry))
            {
                violations.Add($"{name}: the app has no such input. It has: {Names()}");
            }
            else if (value is not null && !Fits(entry.Type, value, isBatch: name == batchInput))
            {
                violations.Add($"{name}: {entry.Input.Type}{(name == batchInput ? " or a list of it" : string.Empty)} is wanted, but it is {InputType.Describe(value)}");
            }
        }

        violations.AddRange(_byId.Values.Where(entry => entry.Input.IsRequired && inputs[entry.Input.Id] is null).Select(entry => $"{entry.Input.Id}: {entry.Input.Type} is required and was not given"));
        return violations;
    }

    private static bool Fits(InputType type, JsonNode value, bool isBatch) =>
        type.Fits(value) || (isBatch && value is JsonArray items && items.All(item => item is not null && type.Fits(item)));

    private string Names() => _byId.Count == 0 ? "none" : string.Join(", ", _byId.Keys.Order(StringComparer.Ordinal));

    private static (AppInput Input, InputType Type) Read(string? id, JsonNode? declaration)
    {
        var type = InputType.Of(declaration is JsonObject fields ? fields["type"] : declaration);
        var fallback = (declaration as JsonObject)?["default"];
        return (new AppInput { Id = InputType.ShortName(id ?? string.Empty), Type = type.ToString(), IsRequired = !type.IsOptional && fallback is null, Default = fallback?.DeepClone() }, type);
    }

    // A packed document names its main process so; else the workflow is the one that the others are steps of.
    private static JsonObject Main(JsonObject cwl)
    {
        if (cwl["$graph"] is not JsonArray graph)
        {
            return cwl;
        }

        var processes = graph.OfType<JsonObject>().ToList();
        return processes.Find(process => InputType.ShortName(process["id"]?.ToString() ?? string.Empty) == "main")
            ?? processes.Find(process => process["class"]?.ToString() == "Workflow")
            ?? processes.FirstOrDefault() ?? cwl;
    }
}
