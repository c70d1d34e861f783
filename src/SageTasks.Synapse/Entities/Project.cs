namespace SageTasks.Synapse;

/// <summary>The top of a tree of folders, files and tables.</summary>
public sealed record Project() : Entity(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.Project";

    /// <summary>The short name in the project's web address.</summary>
    public string? Alias { get; init; }
}
