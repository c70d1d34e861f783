using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The platform's own caching: a task of the same app and inputs gets the outputs of an earlier one, as long as those are retained.
/// It is off unless a task or its project asks for it, and makes no task less.</summary>
internal sealed class Memoization(CavaticaWorld world, TaskBook tasks, ProjectBook projects, FileBook files)
{
    private const string Flag = "use_memoization";
    private const int UsualHours = 24;

    /// <summary>What tasks have in common that do the same.</summary>
    public string Key(SbgTask task, JsonObject raw)
    {
        var inputs = new JsonObject(task.Inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Content(pair.Value))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw.ToJsonString() + inputs.ToJsonString())));
    }

    /// <summary>The earlier task whose outputs this one gets; the caller holds the lock.</summary>
    public SbgTask? Find(SbgTask task, string key)
    {
        var project = projects.Table.Find(task.Project);
        var wanted = (task.ExecutionSettings?[Flag] ?? project?.Settings[Flag]) is JsonValue value && value.TryGetValue<bool>(out var set) && set;
        return wanted
            ? tasks.Table.All.LastOrDefault(earlier => earlier.Id != task.Id && earlier.MemoKey == key && earlier.Status == LocalCavaticaStatus.Completed && IsRetained(earlier))
            : null;
    }

    private bool IsRetained(SbgTask earlier)
    {
        var hours = projects.Table.Find(earlier.Project)?.Settings["intermediate_files"]?["duration"] is JsonValue value
            && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : UsualHours;
        return earlier.EndTime + TimeSpan.FromHours(hours) > world.Clock.Shown
            && TaskInputs.FilesIn(earlier.Outputs).All(item => files.Table.Find((string?)item["path"] ?? "") is not null);
    }

    private JsonNode? Content(JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] is "File" => files.Table.Find((string?)item["path"] ?? "") is { } file ? $"{file.Name}\n{file.ETag}\n{file.Metadata.ToJsonString()}" : null,
        JsonObject record => new JsonObject(record.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Content(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Content)]),
        _ => value?.DeepClone(),
    };
}
