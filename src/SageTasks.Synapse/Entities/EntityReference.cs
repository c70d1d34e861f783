namespace SageTasks.Synapse;

/// <summary>Points to an entity, at a version or at its newest.</summary>
public sealed record EntityReference
{
    /// <summary>The id.</summary>
    public required string TargetId { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public long? TargetVersionNumber { get; init; }
}
