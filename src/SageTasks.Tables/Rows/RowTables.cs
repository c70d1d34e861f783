using SageTasks.Reports;

namespace SageTasks.Tables;

/// <summary>Tables of rows, to look at.</summary>
public static class RowTables
{
    /// <summary>Rows as a table, under the columns of the first one.</summary>
    /// <param name="rows">The rows of one table.</param>
    /// <param name="mostRows">How many to show; the others are counted.</param>
    public static DisplayTable ToTable(this IEnumerable<TableRow> rows, int mostRows = DisplayTable.MostRows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var all = rows.GetEnumerator();
        return all.MoveNext()
            ? DisplayTable.Of(all.Current.Header.Source, Rest(all.Current, all), [.. all.Current.Header.Columns.Select(column => (column, (Func<TableRow, string?>)(row => row.Find(column))))], mostRows)
            : new DisplayTable { Columns = [], Rows = [] };
    }

    private static IEnumerable<TableRow> Rest(TableRow first, IEnumerator<TableRow> others)
    {
        yield return first;
        while (others.MoveNext())
        {
            yield return others.Current;
        }
    }
}
