using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>The annotations of an entity or a submission, with the etag of what they annotate.</summary>
internal sealed record Annotations
{
    public string? Id { get; init; }

    public string? Etag { get; init; }

    [JsonPropertyName("annotations")]
    public Dictionary<string, AnnotationsValue>? Map { get; init; }
}
