namespace SageTasks.Testing.Synapse;

/// <summary>What made an entity, and from what.</summary>
internal sealed record Activity
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Etag { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? CreatedBy { get; init; }

    public string? ModifiedBy { get; init; }

    public IReadOnlyList<Used>? Used { get; init; }
}
