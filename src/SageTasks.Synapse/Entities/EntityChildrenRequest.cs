namespace SageTasks.Synapse;

/// <summary>Asks for a page of the children of a container.</summary>
public sealed record EntityChildrenRequest
{
    /// <summary>The container; null lists the projects that the token may read.</summary>
    public string? ParentId { get; init; }

    /// <summary>The token of the page before; null for the first page.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>The kinds to list; at least one.</summary>
    public IReadOnlyList<EntityType> IncludeTypes { get; init => field = value ?? []; } = [];

    /// <summary>The order.</summary>
    public ChildOrder? SortBy { get; init; }

    /// <summary>The direction of the order.</summary>
    public SortDirection? SortDirection { get; init; }

    /// <summary>Whether to count all children.</summary>
    public bool? IncludeTotalChildCount { get; init; }

    /// <summary>Whether to sum the sizes of all files.</summary>
    public bool? IncludeSumFileSizes { get; init; }
}
