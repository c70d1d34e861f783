namespace SageTasks.Synapse;

/// <summary>A user's Google Cloud bucket.</summary>
public sealed record ExternalGoogleCloudStorageLocationSetting() : StorageLocationSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.ExternalGoogleCloudStorageLocationSetting";

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The prefix.</summary>
    public string? BaseKey { get; init; }
}
