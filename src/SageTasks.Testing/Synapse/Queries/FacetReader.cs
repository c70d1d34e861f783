namespace SageTasks.Testing.Synapse;

/// <summary>Counts the values of facet columns.</summary>
internal static class FacetReader
{
    private const string Model = "org.sagebionetworks.repo.model.table.";
    private const int MaxValues = 100;

    public static IReadOnlyList<FacetResult> Read(Query query, RowSource source) =>
        [.. source.Columns.Where(c => c.FacetType is not null).Select(c => c.FacetType == "range" ? Range(query, source, c) : Values(query, source, c))];

    private static FacetResult Values(Query query, RowSource source, ColumnModel column)
    {
        var chosen = Selected(query, column)?.FacetValues ?? [];
        var counted = Cells(query, source, column).GroupBy(v => v, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        return new FacetResult
        {
            ConcreteType = Model + "FacetColumnResultValues",
            ColumnName = column.Name!,
            FacetType = "enumeration",
            FacetValues = [.. counted.Take(MaxValues).Select(g => new FacetValue { Value = g.Key, Count = g.Count(), IsSelected = chosen.Contains(g.Key, StringComparer.Ordinal) })],
        };
    }

    private static FacetResult Range(Query query, RowSource source, ColumnModel column)
    {
        var comparer = Comparer<string>.Create((a, b) => SqlValues.Compare(a, b, asNumbers: true));
        var cells = Cells(query, source, column).ToList();
        return new FacetResult
        {
            ConcreteType = Model + "FacetColumnResultRange",
            ColumnName = column.Name!,
            FacetType = "range",
            ColumnMin = cells.Min(comparer),
            ColumnMax = cells.Max(comparer),
            SelectedMin = Selected(query, column)?.Min,
            SelectedMax = Selected(query, column)?.Max,
        };
    }

    // A facet is counted under the choices of all the others, not under its own.
    private static IEnumerable<string> Cells(Query query, RowSource source, ColumnModel column)
    {
        var others = query.SelectedFacets?.Where(f => f.ColumnName != column.Name).ToList();
        var sql = QueryFilters.Apply(SqlParser.Parse(query.Sql), query.AdditionalFilters, others, null);
        return source.Rows.Where(r => SqlFilter.Passes(source, r, sql.Where)).Select(r => source.Value(r, column.Name!)).OfType<string>();
    }

    private static FacetRequest? Selected(Query query, ColumnModel column) => query.SelectedFacets?.FirstOrDefault(f => f.ColumnName == column.Name);
}
