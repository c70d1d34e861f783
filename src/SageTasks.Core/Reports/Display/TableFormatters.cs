namespace SageTasks.Reports;

/// <summary>The formatters of everything that has a table, for <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TableFormatters
{
    /// <summary>One for each kind of text that a host may ask for.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new TableFormatter("text/html", table => table.ToHtml()), new TableFormatter("text/plain", table => table.ToString())];
}
