namespace SageTasks.Synapse;

/// <summary>A container in a project.</summary>
public sealed record Folder() : Entity(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.Folder";
}
