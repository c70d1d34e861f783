namespace SageTasks.Tables;

/// <summary>Columns of a sheet that take their values from rows of a table.</summary>
public static class TableRowColumns
{
    /// <summary>Columns that are columns of the rows too, under the same names.</summary>
    /// <param name="columns">The names, in the sheet's order.</param>
    /// <returns>Columns to which further, computed ones can be added.</returns>
    /// <exception cref="ArgumentException">A name is blank or occurs twice.</exception>
    public static SheetColumns<TableRow> Of(params IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var result = new SheetColumns<TableRow>();
        foreach (var column in columns)
        {
            result.Add(column, row => row[column]);
        }

        return result;
    }
}
