using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>How a job that still runs is doing; the body of a 202.</summary>
internal sealed record AsyncJobStatus
{
    public required string JobState { get; init; }

    public required bool JobCanceling { get; init; }

    public JsonElement? RequestBody { get; init; }

    public string? Etag { get; init; }

    public string? JobId { get; init; }

    public long? StartedByUserId { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? ChangedOn { get; init; }

    public string? ProgressMessage { get; init; }

    public long? ProgressCurrent { get; init; }

    public long? ProgressTotal { get; init; }

    [JsonPropertyName("runtimeMS")]
    public long? RuntimeMS { get; init; }
}
