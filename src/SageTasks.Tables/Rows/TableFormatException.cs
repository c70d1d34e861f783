using System.Globalization;
using System.Text;

namespace SageTasks.Tables;

/// <summary>A table cannot be read as it was asked to be: the message names the table, the line, the column and the value.</summary>
public class TableFormatException : Exception
{
    private const int ShownCharacters = 80;

    /// <summary>Creates the exception from the place of the problem.</summary>
    /// <param name="problem">What is wrong, in a sentence that follows the place.</param>
    /// <param name="table">What the table is called.</param>
    /// <param name="line">The line of the input, from 1, the header being line 1.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The text of the cell.</param>
    /// <param name="innerException">The cause.</param>
    public TableFormatException(
        string problem,
        string? table = null,
        long? line = null,
        string? column = null,
        string? value = null,
        Exception? innerException = null)
        : base(Describe(problem, table, line, column), innerException)
    {
        Table = table;
        Line = line;
        Column = column;
        Value = value;
    }

    /// <summary>What the table is called, such as its file name; null where nobody named it.</summary>
    public string? Table { get; }

    /// <summary>The line of the input, from 1, the header being line 1; null where the row did not come from a text.</summary>
    public long? Line { get; }

    /// <summary>The column; null where the problem is the whole row or the header.</summary>
    public string? Column { get; }

    /// <summary>The text of the cell; null where there is none.</summary>
    public string? Value { get; }

    internal static string Shorten(string value) =>
        value.Length <= ShownCharacters ? value : string.Concat(value.AsSpan(0, ShownCharacters), "…");

    private static string Describe(string problem, string? table, long? line, string? column)
    {
        var place = new StringBuilder(table ?? "table");
        if (line is { } number)
        {
            place.Append(CultureInfo.InvariantCulture, $", line {number}");
        }

        if (column is not null)
        {
            place.Append(CultureInfo.InvariantCulture, $", column '{column}'");
        }

        return place.Append(": ").Append(problem).ToString();
    }
}
