using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>One thing that really happened on a local platform.</summary>
public sealed record CommitEntry
{
    /// <summary>Its place in the journal, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened by the true clock, whatever clock skew the platform shows to its clients.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened, such as <c>run.created</c> or <c>dataset.version</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The platform's id of the thing that it happened to.</summary>
    public required string Id { get; init; }

    /// <summary>The particulars; their shape depends on <see cref="Kind"/>.</summary>
    public JsonElement Payload { get; init; }
}
