using System.Globalization;

namespace SageTasks.Reports;

/// <summary>A table as an HTML element that takes the colours of the page around it.</summary>
internal static class TableHtml
{
    private const string Cell = "padding:0.25em 0.75em;text-align:left;vertical-align:top";
    private const string NumberCell = "padding:0.25em 0.75em;text-align:right;vertical-align:top;font-variant-numeric:tabular-nums";

    public static void Write(HtmlWriter html, DisplayTable table)
    {
        var styles = Enumerable.Range(0, table.Columns.Count).Select(column => IsNumber(table, column) ? NumberCell : Cell).ToList();
        html.Open("table", ("style", "border-collapse:collapse"));
        if (table.Caption is { } caption)
        {
            html.Open("caption", ("style", "text-align:left;padding:0.25em 0.75em")).Name(caption).Close("caption");
        }

        html.Open("thead").Open("tr", ("style", "border-bottom:2px solid"));
        for (var column = 0; column < table.Columns.Count; column++)
        {
            html.Open("th", ("scope", "col"), ("style", styles[column])).Name(table.Columns[column]).Close("th");
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var row in table.Rows)
        {
            html.Open("tr", ("style", "border-bottom:1px solid rgba(128,128,128,0.4)"));
            for (var column = 0; column < Math.Min(row.Count, styles.Count); column++)
            {
                html.Open("td", ("style", styles[column])).Link(AddressOf(row[column]), row[column] ?? "").Close("td");
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table");
    }

    /// <summary>Whether a column holds numbers and nothing else, so that they stand below each other.</summary>
    public static bool IsNumber(DisplayTable table, int column)
    {
        var cells = table.Rows.Where(row => row.Count > column && !string.IsNullOrEmpty(row[column])).Select(row => row[column]).ToList();
        return cells.Count > 0 && cells.TrueForAll(cell => decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _));
    }

    private static Uri? AddressOf(string? cell) => cell?.StartsWith("http", StringComparison.Ordinal) == true && Uri.TryCreate(cell, UriKind.Absolute, out var address) ? address : null;
}
