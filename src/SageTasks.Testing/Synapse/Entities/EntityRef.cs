namespace SageTasks.Testing.Synapse;

/// <summary>An item of a dataset.</summary>
internal sealed record EntityRef
{
    public string? EntityId { get; init; }

    public long? VersionNumber { get; init; }
}
