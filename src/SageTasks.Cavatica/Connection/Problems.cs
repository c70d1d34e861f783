using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>The words of what the platform finds wrong with a task, in whatever form: texts, objects with a message, or objects by the input's
/// name.</summary>
internal static class Problems
{
    private static readonly string[] InputNames = ["input_id", "input", "field", "id", "property"];
    private static readonly string[] MessageNames = ["message", "error", "detail", "reason"];

    public static IReadOnlyList<string> Lines(JsonNode? problems) => [.. Read(problems, null).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Read(JsonNode? node, string? input) => node switch
    {
        null => [],
        JsonArray items => items.SelectMany(item => Read(item, input)),
        JsonObject fields => ReadObject(fields, input),
        _ => [input is null ? node.ToString() : $"{input}: {node}"],
    };

    private static IEnumerable<string> ReadObject(JsonObject fields, string? input)
    {
        var message = First(fields, MessageNames);
        var name = First(fields, InputNames) ?? input;
        return message is not null
            ? [name is null || message.Contains(name, StringComparison.Ordinal) ? message : $"{name}: {message}"]
            : fields.SelectMany(field => Read(field.Value, field.Key));
    }

    private static string? First(JsonObject fields, string[] names) =>
        names.Select(name => fields[name]).OfType<JsonValue>().Select(value => value.ToString()).FirstOrDefault(text => text.Length > 0);
}
