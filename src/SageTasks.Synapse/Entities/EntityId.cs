namespace SageTasks.Synapse;

/// <summary>The id of an entity that was found.</summary>
public sealed record EntityId
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }
}
