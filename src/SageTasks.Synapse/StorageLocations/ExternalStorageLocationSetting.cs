namespace SageTasks.Synapse;

/// <summary>An SFTP or web server.</summary>
public sealed record ExternalStorageLocationSetting() : StorageLocationSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.ExternalStorageLocationSetting";

    /// <summary>The address.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it has folders.</summary>
    public bool? SupportsSubfolders { get; init; }
}
