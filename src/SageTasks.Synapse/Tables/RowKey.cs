using System.Globalization;

namespace SageTasks.Synapse;

/// <summary>The columns that tell rows apart: how their values compare, and how they stand in a query.</summary>
internal sealed class RowKey(IReadOnlyList<ColumnModel> columns)
{
    private static readonly HashSet<ColumnType> Texts = [ColumnType.String, ColumnType.Link, ColumnType.EntityId];

    private static readonly HashSet<ColumnType> Numbers =
    [
        ColumnType.Integer, ColumnType.Date, ColumnType.FileHandleId, ColumnType.SubmissionId, ColumnType.EvaluationId, ColumnType.UserId,
    ];

    public IReadOnlyList<ColumnModel> Columns { get; } = Checked(columns);

    /// <summary>The key of a row whose key cells are given; equal keys have equal text.</summary>
    public string Of(IEnumerable<string?> cells) =>
        string.Join('\u001F', cells.Zip(Columns, static (cell, column) => Normal(cell, column).Replace("\u001F", "\u001F\u001F", StringComparison.Ordinal)));

    /// <summary>A query for the row ids and keys of all rows whose first key cell is one of those given.</summary>
    public string Query(SynapseId table, IEnumerable<string?> firstCells)
    {
        var first = Columns[0];
        var values = firstCells.Select(cell => Normal(cell, first)).Distinct(StringComparer.Ordinal).Select(cell => Literal(cell, first));
        var select = string.Join(", ", Columns.Select(column => Quoted(column.Name)));
        return $"SELECT {select} FROM {table} WHERE {Quoted(first.Name)} IN ({string.Join(", ", values)})";
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string cell, ColumnModel column) =>
        Numbers.Contains(column.ColumnType) || column.ColumnType == ColumnType.Boolean ? cell : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Normal(string? cell, ColumnModel column)
    {
        if (string.IsNullOrEmpty(cell))
        {
            throw new ArgumentException($"A row has no value in the key column '{column.Name}': it can't be told from other rows.");
        }

        if (Texts.Contains(column.ColumnType))
        {
            return cell;
        }

        if (column.ColumnType == ColumnType.Boolean)
        {
            return bool.TryParse(cell, out var flag) ? flag ? "true" : "false" : throw Mismatch(cell, column);
        }

        return long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw Mismatch(cell, column);
    }

    private static ArgumentException Mismatch(string cell, ColumnModel column) =>
        new($"'{cell}' is not a value of the key column '{column.Name}', which is {column.ColumnType} (dates are milliseconds since 1970).");

    private static IReadOnlyList<ColumnModel> Checked(IReadOnlyList<ColumnModel> columns)
    {
        var unfit = columns.FirstOrDefault(column => !Texts.Contains(column.ColumnType) && !Numbers.Contains(column.ColumnType) && column.ColumnType != ColumnType.Boolean);
        return unfit is null
            ? columns
            : throw new ArgumentException($"The column '{unfit.Name}' is {unfit.ColumnType}, whose values can't be looked up exactly. Choose another key column.");
    }
}
