namespace SageTasks.Testing.Synapse;

/// <summary>What became of one entity that was changed through a view.</summary>
internal sealed record EntityUpdateResult
{
    public required string EntityId { get; init; }

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }
}
