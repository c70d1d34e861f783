namespace SageTasks.Synapse;

/// <summary>A file in Synapse, as a task left it.</summary>
public sealed record StoredFile
{
    /// <summary>The file at the version that holds the bytes, such as <c>syn123.4</c>.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The name in Synapse.</summary>
    public required string Name { get; init; }

    /// <summary>What was done: <see cref="StoreOutcome.Updated"/> is a new version.</summary>
    public required StoreOutcome Outcome { get; init; }

    /// <summary>The file handle that holds the bytes.</summary>
    public required string FileHandleId { get; init; }

    /// <summary>Bytes of the file; null where the store never said.</summary>
    public long? Size { get; init; }

    /// <summary>MD5 of the file, in hex; null where the store never said.</summary>
    public string? Md5 { get; init; }

    /// <summary>Bytes that were sent by this call, repeats included: 0 where all were there already.</summary>
    public long BytesUploaded { get; init; }

    /// <summary>Whether annotations were changed.</summary>
    public bool AnnotationsChanged { get; init; }

    /// <summary>Whether provenance was recorded.</summary>
    public bool ProvenanceChanged { get; init; }
}
