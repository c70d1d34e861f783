namespace SageTasks.Testing.Synapse;

/// <summary>One page of children.</summary>
internal sealed record EntityChildrenResponse : IListAnswer
{
    public required IReadOnlyList<EntityHeader> Page { get; init; }

    public string? NextPageToken { get; init; }

    public long? TotalChildCount { get; init; }

    public long? SumFileSizesBytes { get; init; }

    object IListAnswer.WithoutRows() => new EntityChildrenResponse { Page = [] };
}
