namespace SageTasks.Synapse;

/// <summary>Bytes in an S3-like store that the client reads with credentials of its own.</summary>
public sealed record ExternalObjectStoreFileHandle() : FileHandle(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ExternalObjectStoreFileHandle";

    /// <summary>The store.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key in the bucket.</summary>
    public string? FileKey { get; init; }
}
