namespace SageTasks.Synapse;

/// <summary>An entity that has versions.</summary>
public abstract record VersionableEntity : Entity
{
    private protected VersionableEntity(string concreteType)
        : base(concreteType)
    {
    }

    /// <summary>The version, from 1.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>The user's label of the version, unique within the entity.</summary>
    public string? VersionLabel { get; init; }

    /// <summary>A remark on the version.</summary>
    public string? VersionComment { get; init; }

    /// <summary>Whether this is the newest version.</summary>
    public bool? IsLatestVersion { get; init; }
}
