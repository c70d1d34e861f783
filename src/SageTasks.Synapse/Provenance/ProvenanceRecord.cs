namespace SageTasks.Synapse;

/// <summary>What recording provenance did for one entity.</summary>
public sealed record ProvenanceRecord
{
    /// <summary>The entity.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The activity that is attached to its newest version.</summary>
    public required string ActivityId { get; init; }

    /// <summary><see cref="StoreOutcome.Unchanged"/> where an equal activity was attached already.</summary>
    public required StoreOutcome Outcome { get; init; }
}
