using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>An app's CWL for a runner without containers.</summary>
internal static class PlainCwl
{
    private const string Requirements = "requirements";
    private const string Docker = "DockerRequirement";

    /// <summary>The document without what the platform has added, whose prefix plain CWL does not know, and without the containers that it and its
    /// steps require: a runner that is told to use none refuses them.</summary>
    public static JsonObject Of(JsonObject raw) => (JsonObject)Plain(new JsonObject(raw.Where(pair => pair.Key != "id").Select(Copy)))!;

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.Where(pair => !pair.Key.StartsWith("sbg:", StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Key == Requirements ? WithoutContainers(pair.Value) : Plain(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? WithoutContainers(JsonNode? requirements) => requirements switch
    {
        JsonObject byClass => new JsonObject(byClass.Where(pair => pair.Key != Docker).Select(Copy)),
        JsonArray list => new JsonArray([.. list.Where(item => (string?)item?["class"] != Docker).Select(item => item?.DeepClone())]),
        _ => requirements?.DeepClone(),
    };

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> pair) => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone());
}
