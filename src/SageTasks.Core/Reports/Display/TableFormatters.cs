namespace SageTasks.Reports;

/// <summary>The formatters of everything that has a table, for <see cref="TypeFormatterSourceAttribute"/>.</summary>
internal sealed class TableFormatters
{
    private readonly TableFormatter[] _formatters = [new("text/html", table => table.ToHtml()), new("text/plain", table => table.ToString())];

    /// <summary>One for each kind of text that a host may ask for.</summary>
    public IEnumerable<object> CreateTypeFormatters() => _formatters;
}
