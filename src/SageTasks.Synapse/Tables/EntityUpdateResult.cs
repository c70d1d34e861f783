namespace SageTasks.Synapse;

/// <summary>Whether the change of one entity through a view took effect; a failure arrives inside an answer that succeeded.</summary>
public sealed record EntityUpdateResult
{
    /// <summary>The entity.</summary>
    public string? EntityId { get; init; }

    /// <summary>Why not.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>Why not; null where it took effect.</summary>
    public UpdateFailure? FailureCode { get; init; }
}
