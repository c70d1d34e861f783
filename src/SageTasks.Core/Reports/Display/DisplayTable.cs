using System.Globalization;

namespace SageTasks.Reports;

/// <summary>A table to look at: HTML where a host shows that, as notebooks do by themselves, and lines of text elsewhere.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record DisplayTable : IDisplayable
{
    /// <summary>How many rows <see cref="Of"/> takes unless it is told otherwise.</summary>
    public const int MostRows = 500;

    /// <summary>What the table shows; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>The names of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows, each with a cell for each column. A cell that is the address of a web page becomes a link.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Rows { get; init; }

    /// <summary>Makes a table of anything, one row for each item.</summary>
    /// <param name="caption">What the table shows; null for none.</param>
    /// <param name="items">The items; those behind <paramref name="mostRows"/> are counted, and the caption says so.</param>
    /// <param name="columns">Each column's name, and what stands in it.</param>
    /// <param name="mostRows">How many rows to take.</param>
    public static DisplayTable Of<T>(string? caption, IEnumerable<T> items, IReadOnlyList<(string Name, Func<T, string?> Cell)> columns, int mostRows = MostRows)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(columns);
        var (rows, count) = (new List<IReadOnlyList<string?>>(), 0L);
        foreach (var item in items)
        {
            if (count++ < mostRows)
            {
                rows.Add([.. columns.Select(column => column.Cell(item))]);
            }
        }

        var more = count > rows.Count ? $"the first {ReportText.Count(rows.Count)} of {ReportText.Count(count)}" : null;
        return new DisplayTable { Caption = more is null ? caption : caption is null ? more : $"{caption}: {more}", Columns = [.. columns.Select(column => column.Name)], Rows = rows };
    }

    /// <inheritdoc/>
    public DisplayTable ToTable() => this;

    /// <summary>The table as an HTML element with everything in it that it needs; text of others is escaped.</summary>
    public string ToHtml()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        TableHtml.Write(new HtmlWriter(text), this);
        return text.ToString();
    }

    /// <summary>The table as lines of text, columns below each other.</summary>
    public override string ToString() => TableText.Write(this);
}
