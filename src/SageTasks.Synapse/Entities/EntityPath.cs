namespace SageTasks.Synapse;

/// <summary>The way from the root to an entity.</summary>
public sealed record EntityPath
{
    /// <summary>Every entity on the way, the root first.</summary>
    public IReadOnlyList<EntityHeader> Path { get; init => field = value ?? []; } = [];
}
