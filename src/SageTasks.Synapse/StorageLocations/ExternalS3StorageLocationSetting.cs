namespace SageTasks.Synapse;

/// <summary>A user's S3 bucket.</summary>
public sealed record ExternalS3StorageLocationSetting() : StorageLocationSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.ExternalS3StorageLocationSetting";

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The prefix.</summary>
    public string? BaseKey { get; init; }

    /// <summary>The store.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>Whether temporary credentials can be had.</summary>
    public bool? StsEnabled { get; init; }
}
