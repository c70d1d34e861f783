namespace SageTasks.Testing.Synapse;

/// <summary>One version of an entity, as stored.</summary>
internal sealed record Revision
{
    public required long NodeId { get; init; }

    public required long Number { get; init; }

    public required string Label { get; init; }

    public required long ModifiedBy { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }

    /// <summary>The fields of the entity's own kind, with its description and version comment.</summary>
    public required Entity Body { get; init; }

    public Dictionary<string, AnnotationsValue>? Annotations { get; init; }

    public string? ActivityId { get; init; }
}
