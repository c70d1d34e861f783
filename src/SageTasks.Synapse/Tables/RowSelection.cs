namespace SageTasks.Synapse;

/// <summary>Rows of a table, by id.</summary>
public sealed record RowSelection
{
    /// <summary>The table.</summary>
    public string? TableId { get; init; }

    /// <summary>The current etag of the table, from a query's <see cref="RowSet"/>.</summary>
    public string? Etag { get; init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<long> RowIds { get; init => field = value ?? []; } = [];
}
