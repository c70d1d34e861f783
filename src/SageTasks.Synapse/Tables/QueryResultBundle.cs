namespace SageTasks.Synapse;

/// <summary>What a query returns.</summary>
public sealed record QueryResultBundle
{
    /// <summary>The first page of rows.</summary>
    public QueryResult? QueryResult { get; init; }

    /// <summary>Number of all rows, where asked for.</summary>
    public long? QueryCount { get; init; }

    /// <summary>The columns of the result, where asked for.</summary>
    public IReadOnlyList<SelectColumn>? SelectColumns { get; init; }

    /// <summary>The most rows of a page, where asked for.</summary>
    public long? MaxRowsPerPage { get; init; }

    /// <summary>The columns of the table, where asked for.</summary>
    public IReadOnlyList<ColumnModel>? ColumnModels { get; init; }

    /// <summary>How large the files of all rows are together, where asked for.</summary>
    public SumFileSizes? SumFileSizes { get; init; }

    /// <summary>When the table last changed, where asked for.</summary>
    public DateTimeOffset? LastUpdatedOn { get; init; }
}
