namespace SageTasks.Testing.Synapse;

/// <summary>An entity to create or update with its annotations and access list.</summary>
internal sealed record EntityBundleCreate
{
    public Entity? Entity { get; init; }

    public Annotations? Annotations { get; init; }

    public AccessControlList? AccessControlList { get; init; }
}
