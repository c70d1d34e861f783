namespace SageTasks.Synapse;

/// <summary>A file: a name, a place in a tree, and a file handle for each version.</summary>
public sealed record FileEntity() : VersionableEntity(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.FileEntity";

    /// <summary>Id of the file handle that holds the bytes of this version.</summary>
    public string? DataFileHandleId { get; init; }

    /// <summary>The name to download under, where it differs from the uploaded name.</summary>
    public string? FileNameOverride { get; init; }
}
