using System.Globalization;
using System.Text;

namespace SageTasks.Reports;

/// <summary>A table as lines of text.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    public static string Write(DisplayTable table)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).ToList();
        List<IReadOnlyList<string>> rows = [[.. table.Columns.Select(Plain)], .. table.Rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Plain(column < row.Count ? row[column] : null))])];
        var widths = columns.Select(column => rows.Max(row => Width(row[column]))).ToList();
        var numbers = columns.Select(column => TableHtml.IsNumber(table, column)).ToList();
        var text = new StringBuilder();
        if (table.Caption is { } caption)
        {
            text.Append(Plain(caption)).Append('\n');
        }

        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(Line(rows[row], widths, numbers)).Append('\n');
            if (row == 0)
            {
                text.Append(string.Join(Gap, widths.Select(width => new string('-', width)))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Line(IReadOnlyList<string> cells, List<int> widths, List<bool> numbers) => string.Join(
        Gap,
        cells.Select((cell, column) => new string(' ', widths[column] - Width(cell)) is var space && numbers[column] ? space + cell : cell + space)).TrimEnd();

    // A terminal must not act on what others have written, and a row is one line.
    private static string Plain(string? cell) => string.Concat((cell ?? "").Select(sign => sign is '\n' or '\r' or '\t' ? ' ' : char.IsControl(sign) ? '\uFFFD' : sign));

    private static int Width(string cell) => new StringInfo(cell).LengthInTextElements;
}
