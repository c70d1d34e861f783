namespace SageTasks.Testing.Synapse;

/// <summary>An entity in the trash can.</summary>
internal sealed record TrashedEntity
{
    public string? EntityId { get; init; }

    public string? EntityName { get; init; }

    public string? EntityType { get; init; }

    public string? DeletedByPrincipalId { get; init; }

    public DateTimeOffset? DeletedOn { get; init; }

    public string? OriginalParentId { get; init; }
}
