namespace SageTasks.Testing.Synapse;

/// <summary>One page of a list with offset and limit (<c>PaginatedResults</c>).</summary>
internal sealed record Page<T> : IListAnswer
{
    public required long TotalNumberOfResults { get; init; }

    public required IReadOnlyList<T> Results { get; init; }

    object IListAnswer.WithoutRows() => new Page<T> { TotalNumberOfResults = 0, Results = [] };
}
