namespace SageTasks.Testing.Synapse;

/// <summary>The conditions and the order that stand beside the SQL of a query.</summary>
internal static class QueryFilters
{
    public static SqlQuery Apply(
        SqlQuery sql, IReadOnlyList<QueryFilter>? filters, IReadOnlyList<FacetRequest>? facets, IReadOnlyList<SortItem>? sort)
    {
        var where = sql.Where;
        foreach (var filter in filters ?? [])
        {
            where = SqlCondition.Both(where, ToCondition(filter));
        }

        foreach (var facet in facets ?? [])
        {
            where = SqlCondition.Both(where, ToCondition(facet));
        }

        return sql with
        {
            Where = where,
            OrderBy = sort is { Count: > 0 } ? [.. sort.Select(s => new SqlOrder(Column(s.Column), s.Direction == "DESC"))] : sql.OrderBy,
        };
    }

    private static SqlCondition ToCondition(QueryFilter filter)
    {
        var (column, values) = (Column(filter.ColumnName), Literals(filter.Values));
        return (filter.Operator ?? filter.Function) switch
        {
            "EQUAL" or "IN" => new SqlCondition.In(column, values),
            "NOT_EQUAL" or "NOT_IN" => new SqlCondition.Not(new SqlCondition.In(column, values)),
            "LIKE" => values.Select(v => (SqlCondition)new SqlCondition.Like(column, v)).Aggregate((a, b) => new SqlCondition.Or(a, b)),
            "GREATER_THAN" => new SqlCondition.Compare(column, ">", values[0]),
            "GREATER_THAN_OR_EQUALS" => new SqlCondition.Compare(column, ">=", values[0]),
            "LESS_THAN" => new SqlCondition.Compare(column, "<", values[0]),
            "LESS_THAN_OR_EQUALS" => new SqlCondition.Compare(column, "<=", values[0]),
            "IS_NULL" => new SqlCondition.IsNull(column),
            "IS_NOT_NULL" => new SqlCondition.Not(new SqlCondition.IsNull(column)),
            "BETWEEN" when values.Count == 2 => new SqlCondition.Between(column, values[0], values[1]),
            "HAS" => new SqlCondition.Has(column, values, IsPattern: false),
            "HAS_LIKE" => new SqlCondition.Has(column, values, IsPattern: true),
            var other => throw SynapseError.Invalid($"LocalSynapse does not know the filter '{other}' ({filter.ConcreteType})."),
        };
    }

    private static SqlCondition ToCondition(FacetRequest facet)
    {
        var column = Column(facet.ColumnName);
        if (facet.FacetValues is { Count: > 0 } values)
        {
            return new SqlCondition.In(column, Literals(values));
        }

        SqlCondition? range = facet.Min is null ? null : new SqlCondition.Compare(column, ">=", new SqlExpression.Literal(facet.Min));
        return SqlCondition.Both(range, facet.Max is null ? null : new SqlCondition.Compare(column, "<=", new SqlExpression.Literal(facet.Max)))
            ?? throw SynapseError.Invalid($"The facet request for '{facet.ColumnName}' chooses nothing.");
    }

    private static SqlExpression.Column Column(string? name) => new(name ?? throw SynapseError.Invalid("A filter needs a column name."));

    private static List<SqlExpression> Literals(IReadOnlyList<string>? values) => [.. (values ?? []).Select(v => new SqlExpression.Literal(v))];
}
