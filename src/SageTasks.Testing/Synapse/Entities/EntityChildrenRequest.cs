namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/children</c>.</summary>
internal sealed record EntityChildrenRequest
{
    public string? ParentId { get; init; }

    public string? NextPageToken { get; init; }

    public IReadOnlyList<string>? IncludeTypes { get; init; }

    public string? SortBy { get; init; }

    public string? SortDirection { get; init; }

    public bool? IncludeTotalChildCount { get; init; }

    public bool? IncludeSumFileSizes { get; init; }
}
