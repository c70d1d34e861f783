namespace SageTasks.Synapse;

/// <summary>A Synapse entity that an activity used.</summary>
public sealed record UsedEntity() : Used(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.provenance.UsedEntity";

    /// <summary>The entity and its version.</summary>
    public EntityReference? Reference { get; init; }
}
