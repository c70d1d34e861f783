namespace SageTasks.Synapse;

/// <summary>An SFTP or web server.</summary>
public sealed record ExternalUploadDestination() : UploadDestination(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ExternalUploadDestination";

    /// <summary>The address.</summary>
    public string? Url { get; init; }
}
