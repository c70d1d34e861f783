using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Writes runs and tasks as the server shows them.</summary>
internal sealed class RunJson(WesWorld world)
{
    public JsonObject Row(RunDocument run)
    {
        var row = Status(run);
        if (world.Traits.ListsTags)
        {
            Set(row, "start_time", WesAnswers.Time(run.Start));
            Set(row, "end_time", End(run.End));
            row["tags"] = Texts(run.Request.Tags) ?? [];
        }

        return row;
    }

    public static JsonObject Status(RunDocument run) => new() { ["run_id"] = run.Id, ["state"] = run.State };

    public JsonObject Log(LocalRequest request, RunDocument run)
    {
        var log = Status(run);
        log["request"] = Request(request, run.Request);
        log["run_log"] = Process(request, run);
        if (world.Traits.TasksRefused is null)
        {
            log["task_logs_url"] = $"{(world.Traits.Logs == LogForm.Address ? Address(request) : world.Traits.BasePath)}/runs/{run.Id}/tasks";
        }
        else
        {
            Set(log, "task_logs_url", null);
            log["task_logs"] = new JsonArray([.. run.Tasks.Select(task => Task(request, run, task, withId: false))]);
        }

        Set(log, "outputs", Outputs(request, run));
        return log;
    }

    public JsonObject Task(LocalRequest request, RunDocument run, TaskDocument task, bool withId = true)
    {
        var json = new JsonObject();
        if (withId)
        {
            json["id"] = task.Id;
        }

        json["name"] = task.Name;
        Add(json, "cmd", task.Command);
        Set(json, "start_time", WesAnswers.Time(task.Start));
        Set(json, "end_time", End(task.End));
        Set(json, "stdout", Stream(request, run, "stdout"));
        Set(json, "stderr", Stream(request, run, "stderr"));
        Set(json, "exit_code", task.ExitCode);
        Add(json, "system_logs", task.SystemLogs);
        if (withId && task.TesUri is not null)
        {
            json["tes_uri"] = task.TesUri;
        }

        return json;
    }

    private JsonObject Process(LocalRequest request, RunDocument run)
    {
        var json = new JsonObject { ["name"] = run.Request.WorkflowUrl };
        Add(json, "cmd", run.Command);
        Set(json, "start_time", WesAnswers.Time(run.Start));
        Set(json, "end_time", End(run.End));
        Set(json, "stdout", Stream(request, run, "stdout"));
        Set(json, "stderr", Stream(request, run, "stderr"));
        Set(json, "exit_code", run.ExitCode);
        Add(json, "system_logs", run.SystemLogs);
        return json;
    }

    private string? Stream(LocalRequest request, RunDocument run, string name)
    {
        var file = new RunFiles(world.Folder, run.Id).Log(name);
        return world.Traits.Logs switch
        {
            LogForm.Text => File.Exists(file) ? Read(file) : null,
            LogForm.Relative => world.Traits.HasToilLogs ? $"../../../../toil/wes/v1/logs/{run.Id}/{name}" : $"{world.Traits.BasePath}/logs/{run.Id}/{name}",
            _ => $"{Address(request)}/logs/{run.Id}/{name}",
        };
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    // Sapporo says null where others say nothing.
    private void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null || world.Traits.IsSapporo)
        {
            json[name] = value;
        }
    }

    private string Address(LocalRequest request) => request.Origin + world.Traits.BasePath;

    private string? End(DateTimeOffset? time) => WesAnswers.Time(time, zone: !world.Traits.IsSapporo);

    private static JsonObject Request(LocalRequest asked, RunRequest request)
    {
        var json = new JsonObject();
        if (request.WorkflowParams is { } parameters)
        {
            json["workflow_params"] = JsonNode.Parse(parameters.GetRawText());
        }

        json["workflow_type"] = request.WorkflowType;
        json["workflow_type_version"] = request.WorkflowTypeVersion;
        json["tags"] = Texts(request.Tags);
        json["workflow_engine_parameters"] = Texts(request.WorkflowEngineParameters);
        json["workflow_engine"] = request.WorkflowEngine;
        json["workflow_engine_version"] = request.WorkflowEngineVersion;
        json["workflow_url"] = request.WorkflowUrl;
        foreach (var absent in json.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            json.Remove(absent);
        }

        return asked.TryDraw(FaultKind.Reserialize, out var fault) ? Rewritten(json, fault.Value.Dice) : json;
    }

    // What a server fills in: fields that were left out, empty.
    private static JsonObject Rewritten(JsonObject request, ulong dice)
    {
        var rewritten = OtherForm.Of(request, dice);
        rewritten["workflow_engine_parameters"] ??= new JsonObject();
        rewritten["workflow_params"] ??= new JsonObject();
        return rewritten;
    }

    private JsonNode? Outputs(LocalRequest request, RunDocument run)
    {
        var outputs = run.Outputs is { } stored ? Addressed(JsonNode.Parse(stored.GetRawText()), $"{Address(request)}/files/{run.Id}/") : null;
        return world.Traits.IsSapporo ? Listed(run) is { } names ? Sapporo(request, run, names) : null : outputs;
    }

    private static List<string>? Listed(RunDocument run) => run.Outputs is { } outputs ? [.. Places(JsonNode.Parse(outputs.GetRawText())).Distinct(StringComparer.Ordinal)] : null;

    private JsonArray Sapporo(LocalRequest request, RunDocument run, List<string> names) => new([.. names.Select(name => (JsonNode?)new JsonObject
    {
        ["file_name"] = name,
        ["file_url"] = $"{Address(request)}/files/{run.Id}/{Escaped(name)}",
    })]);

    private static IEnumerable<string> Places(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Places(field.Value)),
        JsonArray items => items.SelectMany(Places),
        JsonValue value when Place(value) is { } place => [place],
        _ => [],
    };

    private static JsonNode? Addressed(JsonNode? node, string address) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Addressed(field.Value, address)))),
        JsonArray items => new JsonArray([.. items.Select(item => Addressed(item, address))]),
        JsonValue value when Place(value) is { } place => JsonValue.Create(address + Escaped(place)),
        _ => node?.DeepClone(),
    };

    private static string? Place(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && text.StartsWith(RunFiles.Scheme, StringComparison.Ordinal)
            ? text[RunFiles.Scheme.Length..]
            : null;

    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    private static JsonObject? Texts(IReadOnlyDictionary<string, string>? texts) =>
        texts is null ? null : new JsonObject(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static void Add(JsonObject json, string name, IReadOnlyList<string>? items)
    {
        if (items is not null)
        {
            json[name] = WesAnswers.Array(items);
        }
    }
}
