namespace SageTasks.Testing.Synapse;

/// <summary>Whether access requirements stand between the caller and an entity.</summary>
internal sealed record RestrictionInformation
{
    public long? ObjectId { get; init; }

    public string? RestrictionLevel { get; init; }

    public bool? HasUnmetAccessRequirement { get; init; }

    public UserEntityPermissions? UserEntityPermissions { get; init; }
}
