namespace SageTasks.Synapse;

/// <summary>Asks to store a local file under a name in a container.</summary>
public sealed record FileStore
{
    /// <summary>The local file; it must not be empty, since Synapse takes no empty files.</summary>
    public required string Path { get; init; }

    /// <summary>The project or folder.</summary>
    public required SynapseId ParentId { get; init; }

    /// <summary>The name in Synapse.</summary>
    /// <value>null: the name of the local file.</value>
    public string? Name { get; init; }

    /// <summary>The media type.</summary>
    /// <value>null: by the file's extension, else <c>application/octet-stream</c>.</value>
    public string? ContentType { get; init; }

    /// <summary>A description.</summary>
    /// <value>null: what is there stays.</value>
    public string? Description { get; init; }

    /// <summary>A label for the version, where a version is made; unique within the file.</summary>
    public string? VersionLabel { get; init; }

    /// <summary>A remark on the version, where a version is made.</summary>
    public string? VersionComment { get; init; }

    /// <summary>Makes a new version even where the bytes are equal. Calling again then makes another one.</summary>
    public bool ForceVersion { get; init; }

    /// <summary>The storage location.</summary>
    /// <value>null: the container's own setting.</value>
    public long? StorageLocationId { get; init; }

    /// <summary>Annotations to add or to set; others stay.</summary>
    public IReadOnlyDictionary<string, AnnotationValue>? Annotations { get; init; }

    /// <summary>How the file came to be.</summary>
    /// <value>null: what is recorded stays.</value>
    public ProvenanceNote? Provenance { get; init; }
}
