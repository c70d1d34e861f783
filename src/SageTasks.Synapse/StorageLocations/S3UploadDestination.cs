namespace SageTasks.Synapse;

/// <summary>Synapse's own S3 storage.</summary>
public sealed record S3UploadDestination() : UploadDestination(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.S3UploadDestination";

    /// <summary>The prefix of all keys.</summary>
    public string? BaseKey { get; init; }

    /// <summary>Whether temporary credentials can be had.</summary>
    public bool? StsEnabled { get; init; }
}
