namespace SageTasks.Synapse;

/// <summary>Conditions for access to an entity.</summary>
public sealed record RestrictionInformation
{
    /// <summary>Number of the entity.</summary>
    public long? ObjectId { get; init; }

    /// <summary><c>OPEN</c>, <c>RESTRICTED_BY_TERMS_OF_USE</c> or <c>CONTROLLED_BY_ACT</c>.</summary>
    public string? RestrictionLevel { get; init; }

    /// <summary>Whether the caller must still meet a condition before a download.</summary>
    public bool HasUnmetAccessRequirement { get; init; }
}
