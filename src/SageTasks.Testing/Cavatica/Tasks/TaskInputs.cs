using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The inputs of tasks: what is wrong with them, and how the platform shows them.</summary>
internal sealed class TaskInputs(AppBook apps, FileBook files)
{
    private readonly Dictionary<string, (AppRevision Revision, IReadOnlyList<AppInput> Inputs, IReadOnlyList<string> Outputs)> _ports = new(StringComparer.Ordinal);

    /// <summary>The inputs without those that are unset.</summary>
    public static JsonObject Set(JsonObject inputs) =>
        new(inputs.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    /// <summary>Every file and folder that inputs name.</summary>
    public static IEnumerable<JsonObject> FilesIn(JsonNode? node) => node switch
    {
        JsonObject item when (string?)item["class"] is "File" or "Directory" => [item],
        JsonObject record => record.SelectMany(pair => FilesIn(pair.Value)),
        JsonArray array => array.SelectMany(FilesIn),
        _ => [],
    };

    /// <summary>What keeps a task from being started, by its inputs.</summary>
    public IReadOnlyList<string> Errors(SbgTask task)
    {
        var declared = Declared(task);
        var errors = declared.Where(input => input.IsRequired && !task.Inputs.ContainsKey(input.Id)).Select(input => $"Required input '{input.Id}' is not set.");
        var wrong = declared.Where(input => task.Inputs[input.Id] is { } value && !input.Accepts(value)).Select(input => $"Input '{input.Id}' has a value of a wrong type.");
        var gone = FilesIn(task.Inputs).Where(file => files.Table.Find((string?)file["path"] ?? "") is null).Select(file => $"File '{(string?)file["path"]}' does not exist.");
        return [.. errors, .. wrong, .. gone];
    }

    /// <summary>What is only odd.</summary>
    public IReadOnlyList<string> Warnings(SbgTask task)
    {
        var declared = Declared(task).Select(input => input.Id).ToHashSet(StringComparer.Ordinal);
        return [.. task.Inputs.Select(pair => pair.Key).Where(name => !declared.Contains(name)).Select(name => $"The app has no input '{name}'.")];
    }

    /// <summary>The inputs as answers show them: unset ones are null, and files tell more than was sent.</summary>
    public JsonObject Show(SbgTask task)
    {
        var shown = new JsonObject();
        foreach (var input in Declared(task))
        {
            shown[input.Id] = Fill(task.Inputs[input.Id]);
        }

        foreach (var (name, value) in task.Inputs)
        {
            shown[name] ??= Fill(value);
        }

        return shown;
    }

    /// <summary>The outputs as answers show them: those that are not there are null.</summary>
    public JsonObject ShowOutputs(SbgTask task)
    {
        var shown = new JsonObject();
        foreach (var name in Ports(task.App).Outputs)
        {
            shown[name] = null;
        }

        foreach (var (name, value) in task.Outputs)
        {
            shown[name] = Fill(value);
        }

        return shown;
    }

    public IReadOnlyList<AppInput> Declared(SbgTask task) => Ports(task.App).Inputs;

    // A revision never changes, and lists ask for the same few again and again; a deleted app may come back as another one.
    private (IReadOnlyList<AppInput> Inputs, IReadOnlyList<string> Outputs) Ports(string id)
    {
        if (apps.Find(id) is not { } app)
        {
            return ([], []);
        }

        if (!_ports.TryGetValue(id, out var known) || known.Revision != app.Revision)
        {
            _ports[id] = known = (app.Revision, AppInputs.Of(app.Revision.Raw), AppInputs.Outputs(app.Revision.Raw));
        }

        return (known.Inputs, known.Outputs);
    }

    private JsonNode? Fill(JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] is "File" or "Directory" => Describe(item),
        JsonObject record => new JsonObject(record.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Fill)]),
        _ => value?.DeepClone(),
    };

    private JsonObject Describe(JsonObject item)
    {
        var shown = (JsonObject)item.DeepClone();
        if (files.Table.Find((string?)item["path"] ?? "") is { } file)
        {
            shown["name"] ??= file.Name;
            if (!file.IsFolder)
            {
                shown["size"] = file.Size;
                shown["metadata"] = file.Metadata.DeepClone();
                shown["secondaryFiles"] ??= new JsonArray();
            }
        }

        return shown;
    }
}
