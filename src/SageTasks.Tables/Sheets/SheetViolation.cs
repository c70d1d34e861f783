using System.Globalization;
using System.Text;

namespace SageTasks.Tables;

/// <summary>One way in which a sheet breaks its schema.</summary>
public sealed record SheetViolation
{
    /// <summary>The row, from 1, the header not counted; null where the sheet as a whole is wrong, such as by a column it lacks.</summary>
    public long? Row { get; init; }

    /// <summary>The line of the text that the sheet was read from, from 1; null where it was not read from a text.</summary>
    public long? Line { get; init; }

    /// <summary>The column; null where the row as a whole is wrong.</summary>
    public string? Column { get; init; }

    /// <summary>The cell's text; null where it is empty or the violation is not about one cell.</summary>
    public string? Value { get; init; }

    /// <summary>The keyword of the schema that is broken, such as <c>pattern</c> or <c>required</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>The schema's own words for it: its <c>errorMessage</c>; null where it has none.</summary>
    public string? SchemaMessage { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"row {row}") : "the sheet");
        if (Line is { } line)
        {
            text.Append(CultureInfo.InvariantCulture, $" (line {line})");
        }

        if (Column is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", column '{Column}'");
        }

        text.Append(": ").Append(Message);
        return (SchemaMessage is null ? text : text.Append(". ").Append(SchemaMessage)).ToString();
    }
}
