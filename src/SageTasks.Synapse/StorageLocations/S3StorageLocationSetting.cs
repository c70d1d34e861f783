namespace SageTasks.Synapse;

/// <summary>A prefix in Synapse's own S3 storage.</summary>
public sealed record S3StorageLocationSetting() : StorageLocationSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.S3StorageLocationSetting";

    /// <summary>The prefix.</summary>
    public string? BaseKey { get; init; }

    /// <summary>Whether temporary credentials can be had.</summary>
    public bool? StsEnabled { get; init; }
}
