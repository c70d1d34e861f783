namespace SageTasks.Testing.Synapse;

/// <summary>All that a query selects, before it is cut into pages.</summary>
internal sealed record SqlResult
{
    public required IReadOnlyList<SelectColumn> Headers { get; init; }

    public required int Count { get; init; }

    /// <summary>The rows, made as they are read.</summary>
    public required IEnumerable<Row> Rows { get; init; }

    /// <summary>Whether each row stands for one row of the source, and so has its id.</summary>
    public required bool HasRowIds { get; init; }
}
