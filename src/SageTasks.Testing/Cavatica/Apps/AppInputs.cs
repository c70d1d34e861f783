using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Reads from an app's CWL what it takes, of version 1 and of the older draft.</summary>
internal static class AppInputs
{
    public static IReadOnlyList<AppInput> Of(JsonObject raw) => [.. Ports(raw, "inputs").Select(port => Read(port.Id, port.Value))];

    /// <summary>The names of the outputs.</summary>
    public static IReadOnlyList<string> Outputs(JsonObject raw) => [.. Ports(raw, "outputs").Select(port => port.Id)];

    private static IEnumerable<(string Id, JsonNode? Value)> Ports(JsonObject raw, string kind) => Main(raw)[kind] switch
    {
        JsonArray list => list.OfType<JsonObject>().Select(port => (Short((string?)port["id"]), (JsonNode?)port)),
        JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
        _ => [],
    };

    private static JsonObject Main(JsonObject raw) => raw["$graph"] is JsonArray graph
        ? graph.OfType<JsonObject>().FirstOrDefault(item => Short((string?)item["id"]) == "main") ?? graph.OfType<JsonObject>().First()
        : raw;

    private static AppInput Read(string id, JsonNode? port)
    {
        var hasDefault = port is JsonObject complex && complex["default"] is not null;
        var type = port is JsonObject item && item.ContainsKey("type") ? item["type"] : port;
        return type switch
        {
            JsonArray union when union.Any(IsNull) =>
                new AppInput(id, union.Count(one => !IsNull(one)) == 1 ? union.First(one => !IsNull(one))!.DeepClone() : union.DeepClone(), false),
            JsonValue name when name.TryGetValue<string>(out var text) && text.EndsWith('?') => new AppInput(id, text[..^1], false),
            null => new AppInput(id, "Any", false),
            _ => new AppInput(id, type.DeepClone(), !hasDefault),
        };
    }

    private static bool IsNull(JsonNode? type) => type is JsonValue value && value.TryGetValue<string>(out var name) && name == "null";

    // An id may say where it stands: '#main/reads' or '#reads'.
    private static string Short(string? id) => (id ?? "")[((id ?? "").LastIndexOfAny(['#', '/']) + 1)..];
}
