namespace SageTasks.Testing.Synapse;

/// <summary>The answer to a look-up.</summary>
internal sealed record EntityId
{
    public string? Id { get; init; }
}
