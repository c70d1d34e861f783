namespace SageTasks.Testing.Synapse;

/// <summary>A query, understood.</summary>
internal sealed record SqlQuery
{
    /// <summary>The columns wanted; empty for the star.</summary>
    public required IReadOnlyList<SqlSelect> Select { get; init; }

    public bool Distinct { get; init; }

    /// <summary>The table or view, such as <c>syn123</c> or <c>syn123.4</c>.</summary>
    public required string From { get; init; }

    public SqlCondition? Where { get; init; }

    public IReadOnlyList<SqlExpression> GroupBy { get; init; } = [];

    public IReadOnlyList<SqlOrder> OrderBy { get; init; } = [];

    public long? Limit { get; init; }

    public long? Offset { get; init; }

    public bool IsAggregate => Distinct || GroupBy.Count > 0 || Select.Any(s => s.Value is SqlExpression.Aggregate);
}
