namespace SageTasks.Synapse;

/// <summary>An S3-like store that Synapse has no credentials for.</summary>
public sealed record ExternalObjectStorageLocationSetting() : StorageLocationSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.ExternalObjectStorageLocationSetting";

    /// <summary>The store.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }
}
