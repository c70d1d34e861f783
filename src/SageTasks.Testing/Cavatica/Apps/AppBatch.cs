using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>How an app batches its tasks by itself, where they do not say otherwise: <c>sbg:batchInput</c> and <c>sbg:batchBy</c> of its document.</summary>
internal static class AppBatch
{
    public static (string? Input, JsonObject? By) Of(JsonObject raw) =>
        raw["sbg:batchInput"] is JsonValue input && input.TryGetValue<string>(out var name) && name.Length > 1 && raw["sbg:batchBy"] is JsonObject by
            ? (name[(name.LastIndexOfAny(['#', '/']) + 1)..], (JsonObject)by.DeepClone())
            : default;
}
