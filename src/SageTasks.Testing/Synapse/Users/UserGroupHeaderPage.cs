namespace SageTasks.Testing.Synapse;

/// <summary>Users and teams that match a prefix or have given ids.</summary>
internal sealed record UserGroupHeaderPage
{
    public required IReadOnlyList<UserGroupHeader> Children { get; init; }

    public string? PrefixFilter { get; init; }

    public long? TotalNumberOfResults { get; init; }
}
