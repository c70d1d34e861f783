namespace SageTasks.Synapse;

/// <summary>An entity at one version, as a dataset lists it.</summary>
public sealed record EntityVersion
{
    /// <summary>The id.</summary>
    public required string EntityId { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }
}
