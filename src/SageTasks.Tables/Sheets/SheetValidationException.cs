using System.Globalization;
using System.Text;

namespace SageTasks.Tables;

/// <summary>A sheet breaks its schema. The message lists the violations: row, column, value, and the schema's own words.</summary>
public class SheetValidationException : Exception
{
    /// <summary>Creates the exception from what the schema has to say of the sheet.</summary>
    /// <param name="report">The violations.</param>
    /// <param name="sheet">What the message calls the sheet.</param>
    public SheetValidationException(SheetReport report, string? sheet = null)
        : base(Describe(report, sheet)) => Report = report;

    /// <summary>The violations, and how many there are.</summary>
    public SheetReport Report { get; }

    private static string Describe(SheetReport report, string? sheet)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{sheet ?? "the sheet"} breaks its schema in {report.ViolationCount} {(report.ViolationCount == 1 ? "place" : "places")}:");
        foreach (var violation in report.Violations)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  - {violation}");
        }

        var rest = report.ViolationCount - report.Violations.Count;
        return (rest > 0 ? text.Append(CultureInfo.InvariantCulture, $"\n  and {rest} more") : text).ToString();
    }
}
