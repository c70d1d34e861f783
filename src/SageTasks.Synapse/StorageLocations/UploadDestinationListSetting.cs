namespace SageTasks.Synapse;

/// <summary>The places to which files of a project or folder go; the first is the default.</summary>
public sealed record UploadDestinationListSetting() : ProjectSetting(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.project.UploadDestinationListSetting";

    /// <summary>Ids of storage locations.</summary>
    public IReadOnlyList<long> Locations { get; init => field = value ?? []; } = [];
}
