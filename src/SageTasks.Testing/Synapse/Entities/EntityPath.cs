namespace SageTasks.Testing.Synapse;

/// <summary>The way from the root to an entity.</summary>
internal sealed record EntityPath
{
    public required IReadOnlyList<EntityHeader> Path { get; init; }
}
