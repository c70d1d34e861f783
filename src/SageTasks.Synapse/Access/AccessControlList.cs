namespace SageTasks.Synapse;

/// <summary>Who may do what with an entity and everything under it that has no list of its own.</summary>
public sealed record AccessControlList
{
    /// <summary>The entity that has the list.</summary>
    public string? Id { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationDate { get; init; }

    /// <summary>Who may do what.</summary>
    public IReadOnlyList<ResourceAccess> ResourceAccess { get; init => field = value ?? []; } = [];
}
