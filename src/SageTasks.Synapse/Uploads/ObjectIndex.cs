namespace SageTasks.Synapse;

/// <summary>Asks to show an object that lies in an S3 or Google Cloud bucket as a file in Synapse, without moving its bytes.</summary>
public sealed record ObjectIndex
{
    /// <summary>The project or folder.</summary>
    public required SynapseId ParentId { get; init; }

    /// <summary>What the bucket is in: <see cref="UploadType.S3"/> or <see cref="UploadType.GoogleCloud"/>.</summary>
    /// <value>S3 where nothing is said.</value>
    public UploadType UploadType { get; init; } = UploadType.S3;

    /// <summary>The bucket.</summary>
    public required string BucketName { get; init; }

    /// <summary>The key in the bucket.</summary>
    public required string Key { get; init; }

    /// <summary>The storage location that stands for the bucket; the caller must own it.</summary>
    public required long StorageLocationId { get; init; }

    /// <summary>MD5 of the object, in hex.</summary>
    public required string ContentMd5 { get; init; }

    /// <summary>Bytes of the object.</summary>
    public required long ContentSize { get; init; }

    /// <summary>The name in Synapse.</summary>
    /// <value>null: the last part of the key.</value>
    public string? Name { get; init; }

    /// <summary>The media type.</summary>
    /// <value>null: by the key's extension, else <c>application/octet-stream</c>.</value>
    public string? ContentType { get; init; }

    /// <summary>Annotations to add or to set; others stay.</summary>
    public IReadOnlyDictionary<string, AnnotationValue>? Annotations { get; init; }

    /// <summary>How the object came to be.</summary>
    /// <value>null: what is recorded stays.</value>
    public ProvenanceNote? Provenance { get; init; }
}
