namespace SageTasks.Synapse;

/// <summary>What one principal may do.</summary>
public sealed record ResourceAccess
{
    /// <summary>The user or team.</summary>
    public required long PrincipalId { get; init; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<AccessType> AccessType { get; init => field = value ?? []; } = [];
}
