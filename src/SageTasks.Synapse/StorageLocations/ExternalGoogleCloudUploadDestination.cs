namespace SageTasks.Synapse;

/// <summary>A user's Google Cloud bucket.</summary>
public sealed record ExternalGoogleCloudUploadDestination() : UploadDestination(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ExternalGoogleCloudUploadDestination";

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The prefix of all keys.</summary>
    public string? BaseKey { get; init; }
}
