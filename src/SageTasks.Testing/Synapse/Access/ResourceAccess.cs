namespace SageTasks.Testing.Synapse;

/// <summary>What one principal may do.</summary>
internal sealed record ResourceAccess
{
    public long? PrincipalId { get; init; }

    public IReadOnlyList<string>? AccessType { get; init; }
}
