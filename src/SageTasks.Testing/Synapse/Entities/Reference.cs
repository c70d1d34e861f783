namespace SageTasks.Testing.Synapse;

/// <summary>An entity, at a version or at its latest.</summary>
internal sealed record Reference
{
    public string? TargetId { get; init; }

    public long? TargetVersionNumber { get; init; }
}
