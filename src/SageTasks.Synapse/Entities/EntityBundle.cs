namespace SageTasks.Synapse;

/// <summary>An entity and the parts that were asked for; parts not asked for, or not there, are null.</summary>
public sealed record EntityBundle
{
    /// <summary>The entity.</summary>
    public Entity? Entity { get; init; }

    /// <summary>Its kind.</summary>
    public EntityType? EntityType { get; init; }

    /// <summary>Its annotations.</summary>
    public Annotations? Annotations { get; init; }

    /// <summary>What the caller may do with it.</summary>
    public EntityPermissions? Permissions { get; init; }

    /// <summary>The way from the root.</summary>
    public EntityPath? Path { get; init; }

    /// <summary>Whether it holds anything.</summary>
    public bool? HasChildren { get; init; }

    /// <summary>Its own access list.</summary>
    public AccessControlList? AccessControlList { get; init; }

    /// <summary>The file handles of a file: the bytes first, then the preview.</summary>
    public IReadOnlyList<FileHandle>? FileHandles { get; init; }

    /// <summary>The columns of a table.</summary>
    public TableBundle? TableBundle { get; init; }

    /// <summary>The access list that applies.</summary>
    public AccessControlList? BenefactorAcl { get; init; }

    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>Conditions for access.</summary>
    public RestrictionInformation? RestrictionInformation { get; init; }

    /// <summary>How this version came to be.</summary>
    public Activity? Activity { get; init; }
}
