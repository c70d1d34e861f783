namespace SageTasks.Synapse;

/// <summary>The annotations of an entity after a merge.</summary>
public sealed record MergedAnnotations
{
    /// <summary>The entity.</summary>
    public required SynapseId Id { get; init; }

    /// <summary><see cref="StoreOutcome.Unchanged"/> where everything was as asked for already.</summary>
    public required StoreOutcome Outcome { get; init; }

    /// <summary>All annotations now.</summary>
    public required Annotations Annotations { get; init; }
}
