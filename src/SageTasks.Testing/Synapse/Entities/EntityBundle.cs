namespace SageTasks.Testing.Synapse;

/// <summary>An entity with everything around it that the caller asked for.</summary>
internal sealed record EntityBundle
{
    public Entity? Entity { get; init; }

    public string? EntityType { get; init; }

    public Annotations? Annotations { get; init; }

    public UserEntityPermissions? Permissions { get; init; }

    public EntityPath? Path { get; init; }

    public bool? HasChildren { get; init; }

    public AccessControlList? AccessControlList { get; init; }

    public IReadOnlyList<FileHandle>? FileHandles { get; init; }

    public TableBundle? TableBundle { get; init; }

    public AccessControlList? BenefactorAcl { get; init; }

    public string? FileName { get; init; }

    public long? ThreadCount { get; init; }

    public RestrictionInformation? RestrictionInformation { get; init; }

    public Activity? Activity { get; init; }
}
