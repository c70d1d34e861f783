using System.Globalization;
using System.Text.Json.Serialization;
using SageTasks.Reports;

namespace SageTasks.Tables;

/// <summary>What a schema has to say of a sheet.</summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record SheetReport : IDisplayable
{
    /// <summary>How many rows were checked, the header not counted.</summary>
    public required long RowCount { get; init; }

    /// <summary>The violations in the order of the rows, the first of them where there are very many.</summary>
    public IReadOnlyList<SheetViolation> Violations { get; init; } = [];

    /// <summary>How many violations there are, those that <see cref="Violations"/> leaves out included.</summary>
    public long ViolationCount { get; init; }

    /// <summary>What does not make the sheet invalid but may surprise, such as a column that the schema does not know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the sheet holds to its schema.</summary>
    [JsonIgnore]
    public bool IsValid => ViolationCount == 0;

    /// <summary>Refuses a sheet that breaks its schema.</summary>
    /// <param name="sheet">What the error calls the sheet, such as its file name.</param>
    /// <exception cref="SheetValidationException">There are violations; it lists them.</exception>
    public void ThrowIfInvalid(string? sheet = null)
    {
        if (!IsValid)
        {
            throw new SheetValidationException(this, sheet);
        }
    }

    /// <inheritdoc/>
    public DisplayTable ToTable() => DisplayTable.Of(
        IsValid ? FormattableString.Invariant($"{RowCount} rows, valid") : FormattableString.Invariant($"{RowCount} rows, {ViolationCount} violations"),
        Violations,
        [
            ("Row", violation => violation.Row?.ToString(CultureInfo.InvariantCulture)),
            ("Column", violation => violation.Column),
            ("Value", violation => violation.Value),
            ("Violation", violation => violation.SchemaMessage ?? violation.Message),
        ]);
}
