namespace SageTasks.Synapse;

/// <summary>A raw page of a list that is read by offset and limit.</summary>
public sealed record PaginatedResults<T>
{
    /// <summary>The items of this page.</summary>
    public IReadOnlyList<T> Results { get; init => field = value ?? []; } = [];

    /// <summary>Number of all items; some lists estimate it.</summary>
    public long? TotalNumberOfResults { get; init; }
}
