using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>How an app batches tasks that do not say otherwise: <c>sbg:batchInput</c> and <c>sbg:batchBy</c> of its document, which the platform writes
/// into such a task.</summary>
internal sealed record AppBatch(string Input, BatchBy By)
{
    public static AppBatch? Of(JsonObject? cwl) =>
        cwl?["sbg:batchInput"] is JsonValue input && InputType.ShortName(input.ToString()) is { Length: > 0 } name
            && cwl["sbg:batchBy"] is JsonObject by && by["type"]?.ToString() is { Length: > 0 } type
            ? new AppBatch(name, new BatchBy { Type = BatchType.Create(type), Criteria = Criteria(by) })
            : null;

    private static IReadOnlyList<string>? Criteria(JsonObject by) =>
        by["criteria"] is JsonArray criteria ? [.. criteria.Select(criterion => criterion?.ToString() ?? string.Empty)] : null;
}
