namespace SageTasks.Synapse;

/// <summary>Asks to add, set and remove annotations of an entity; all others stay.</summary>
public sealed record AnnotationMerge
{
    /// <summary>The entity.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>Keys to add or to set.</summary>
    public IReadOnlyDictionary<string, AnnotationValue> Set { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>Keys to remove.</summary>
    public IReadOnlyList<string> Remove { get; init => field = value ?? []; } = [];

    private static IReadOnlyDictionary<string, AnnotationValue> Nothing =>
        System.Collections.ObjectModel.ReadOnlyDictionary<string, AnnotationValue>.Empty;
}
