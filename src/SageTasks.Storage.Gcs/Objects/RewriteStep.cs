using System.Text.Json.Serialization;

namespace SageTasks.Storage.Gcs;

/// <summary>How far a rewrite is.</summary>
internal sealed record RewriteStep
{
    public bool Done { get; init; }

    /// <summary>Names the step that follows.</summary>
    [JsonPropertyName("rewriteToken")]
    public string? Next { get; init; }

    public StoredObject? Resource { get; init; }
}
