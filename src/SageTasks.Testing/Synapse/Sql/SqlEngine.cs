using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Answers a query over one source.</summary>
internal static class SqlEngine
{
    public static SqlResult Run(SqlQuery query, RowSource source)
    {
        var select = query.Select.Count > 0 ? query.Select : [.. source.Columns.Select(c => new SqlSelect(new SqlExpression.Column(c.Name!), null))];
        var rows = source.Rows.Where(r => SqlFilter.Passes(source, r, query.Where)).ToList();
        var groups = query.IsAggregate ? Grouped(query, source, select, rows) : [.. rows.Select(r => new[] { r })];
        var sorted = Sorted(query, source, select, groups);
        var from = (int)Math.Min(query.Offset ?? 0, sorted.Count);
        var chosen = sorted.GetRange(from, (int)Math.Min(query.Limit ?? sorted.Count, sorted.Count - from));
        return new SqlResult
        {
            Headers = [.. select.Select(s => Header(source, s))],
            HasRowIds = !query.IsAggregate,
            Count = chosen.Count,
            Rows = chosen.Select(g => ToRow(source, select, g, !query.IsAggregate)),
        };
    }

    private static Row ToRow(RowSource source, IReadOnlyList<SqlSelect> select, SourceRow[] group, bool hasRowIds) => new()
    {
        RowId = hasRowIds ? group[0].RowId : null,
        VersionNumber = hasRowIds ? group[0].Version : null,
        Etag = hasRowIds ? group[0].Etag : null,
        Values = [.. select.Select(s => Value(source, group, s.Value))!],
    };

    // Without GROUP BY all rows are one group, which is there even when it is empty.
    private static List<SourceRow[]> Grouped(SqlQuery query, RowSource source, IReadOnlyList<SqlSelect> select, List<SourceRow> rows)
    {
        var keys = query.GroupBy.Count > 0 ? query.GroupBy : query.Distinct ? [.. select.Select(s => s.Value)] : [];
        return keys.Count == 0
            ? [[.. rows]]
            : [.. rows.GroupBy(r => string.Join('\u0001', keys.Select(k => Value(source, [r], k) ?? "\u0000")), StringComparer.OrdinalIgnoreCase).Select(g => g.ToArray())];
    }

    private static List<SourceRow[]> Sorted(SqlQuery query, RowSource source, IReadOnlyList<SqlSelect> select, List<SourceRow[]> groups)
    {
        IOrderedEnumerable<SourceRow[]>? sorted = null;
        foreach (var order in query.OrderBy)
        {
            var value = Unaliased(select, order.Value);
            var numbers = ColumnTypes.IsNumber(TypeOf(source, value));
            var comparer = Comparer<string?>.Create((a, b) => SqlValues.Order(a, b, numbers));
            sorted = (sorted, order.Descending) switch
            {
                (null, false) => groups.OrderBy(g => Value(source, g, value), comparer),
                (null, true) => groups.OrderByDescending(g => Value(source, g, value), comparer),
                (_, false) => sorted.ThenBy(g => Value(source, g, value), comparer),
                (_, true) => sorted.ThenByDescending(g => Value(source, g, value), comparer),
            };
        }

        return sorted?.ToList() ?? groups;
    }

    private static SqlExpression Unaliased(IReadOnlyList<SqlSelect> select, SqlExpression value) =>
        value is SqlExpression.Column column && select.FirstOrDefault(s => s.Alias == column.Name) is { } aliased ? aliased.Value : value;

    private static string? Value(RowSource source, SourceRow[] group, SqlExpression expression) => expression switch
    {
        SqlExpression.Literal literal => literal.Value,
        SqlExpression.Column column when group.Length > 0 => source.Value(group[0], column.Name),
        SqlExpression.Aggregate { Argument: null } => SynId.Number(group.Length),
        SqlExpression.Aggregate aggregate => Aggregate(source, group, aggregate),
        _ => null,
    };

    private static string? Aggregate(RowSource source, SourceRow[] group, SqlExpression.Aggregate aggregate)
    {
        var values = group.Select(r => Value(source, [r], aggregate.Argument!)).OfType<string>();
        var all = (aggregate.Distinct ? values.Distinct(StringComparer.OrdinalIgnoreCase) : values).ToList();
        if (aggregate.Function == "count")
        {
            return SynId.Number(all.Count);
        }

        if (all.Count == 0)
        {
            return null;
        }

        var numbers = ColumnTypes.IsNumber(TypeOf(source, aggregate.Argument!));
        var comparer = Comparer<string>.Create((a, b) => SqlValues.Compare(a, b, numbers));
        return aggregate.Function switch
        {
            "min" => all.Min(comparer),
            "max" => all.Max(comparer),
            "sum" => Text(all.Sum(Number)),
            _ => Text(all.Average(Number)),
        };
    }

    private static SelectColumn Header(RowSource source, SqlSelect select) => new()
    {
        Name = select.Name,
        ColumnType = TypeOf(source, select.Value),
        Id = select.Value is SqlExpression.Column column ? source.Column(column.Name)?.Id : null,
    };

    private static string? TypeOf(RowSource source, SqlExpression expression) => expression switch
    {
        SqlExpression.Column column => source.Column(column.Name)?.ColumnType ?? "STRING",
        SqlExpression.Aggregate { Function: "count" } => "INTEGER",
        SqlExpression.Aggregate { Function: "avg" } => "DOUBLE",
        SqlExpression.Aggregate { Argument: { } argument } => TypeOf(source, argument),
        _ => "STRING",
    };

    private static double Number(string text) =>
        SqlValues.TryNumber(text, out var value) ? value : throw SynapseError.Invalid($"Cannot calculate with '{text}'.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
