using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>A job that changes something, as stored, so that a restart takes it up where it was.</summary>
internal sealed record StoredJob
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public string? EntityId { get; init; }

    public required long UserId { get; init; }

    public required JsonElement Body { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    /// <summary>What the job answered; null while it runs and when it failed.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>Why the job failed.</summary>
    public string? Error { get; init; }
}
