namespace SageTasks.Testing.Synapse;

/// <summary>A page of rows with what else was asked for.</summary>
internal sealed record QueryResultBundle
{
    public required string ConcreteType { get; init; }

    public QueryResult? QueryResult { get; init; }

    public long? QueryCount { get; init; }

    public IReadOnlyList<SelectColumn>? SelectColumns { get; init; }

    public long? MaxRowsPerPage { get; init; }

    public IReadOnlyList<ColumnModel>? ColumnModels { get; init; }

    public IReadOnlyList<FacetResult>? Facets { get; init; }

    public SumFileSizes? SumFileSizes { get; init; }

    public DateTimeOffset? LastUpdatedOn { get; init; }

    public string? CombinedSql { get; init; }
}
