namespace SageTasks.Synapse;

/// <summary>A list of references, as the header look-up takes it.</summary>
public sealed record EntityReferenceList
{
    /// <summary>The entities.</summary>
    public IReadOnlyList<EntityReference> References { get; init => field = value ?? []; } = [];
}
