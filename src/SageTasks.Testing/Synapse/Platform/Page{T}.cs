namespace SageTasks.Testing.Synapse;

/// <summary>One page of a list with offset and limit (<c>PaginatedResults</c>).</summary>
internal sealed record Page<T>
{
    public required long TotalNumberOfResults { get; init; }

    public required IReadOnlyList<T> Results { get; init; }
}
