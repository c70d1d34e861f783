namespace SageTasks.Testing.Synapse;

/// <summary>Who may do what with an entity and all below it that has no list of its own.</summary>
internal sealed record AccessControlList
{
    public string? Id { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? CreationDate { get; init; }

    public string? ModifiedBy { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<ResourceAccess>? ResourceAccess { get; init; }
}
