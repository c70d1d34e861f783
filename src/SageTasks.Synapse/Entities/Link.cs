namespace SageTasks.Synapse;

/// <summary>A link to another entity.</summary>
public sealed record Link() : Entity(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.Link";

    /// <summary>The entity that is meant.</summary>
    public EntityReference? LinksTo { get; init; }

    /// <summary>The server's type name of that entity.</summary>
    public string? LinksToClassName { get; init; }
}
