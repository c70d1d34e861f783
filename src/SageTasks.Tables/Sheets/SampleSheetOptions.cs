namespace SageTasks.Tables;

/// <summary>How a sample sheet is made.</summary>
public sealed class SampleSheetOptions
{
    /// <summary>The sheet's file name, without a folder; its ending tells the format: <c>.tsv</c> for tabs, else commas.</summary>
    /// <value><c>samplesheet.csv</c> by default.</value>
    public string FileName { get; init; } = "samplesheet.csv";

    /// <summary>The schema that the sheet must hold to, such as a pipeline's <c>assets/schema_input.json</c>.</summary>
    /// <value>Null by default: no check.</value>
    public SheetSchema? Schema { get; init; }

    /// <summary>How the schema is applied.</summary>
    public SheetCheckOptions Check { get; init; } = new();

    /// <summary>
    /// The columns that the rows are sorted by, compared as text by character code; rows that are equal in them keep their order.
    /// Sorted rows make the same sheet, with the same digest, in whatever order a query gives them.
    /// </summary>
    /// <value>Empty by default: the rows stay in the order given.</value>
    public IReadOnlyList<string> SortBy { get; init; } = [];

    internal TableFormat Format => TableReadOptions.FromName(FileName);

    internal void Require(IReadOnlyList<string> columns)
    {
        if (string.IsNullOrWhiteSpace(FileName) || FileName.AsSpan().ContainsAny('/', '\\'))
        {
            throw new ArgumentException($"'{FileName}' is no file name: a sheet's name has no folder.");
        }

        if (columns.Count == 0)
        {
            throw new ArgumentException("a sheet needs a column.");
        }

        if (SortBy.FirstOrDefault(key => !columns.Contains(key, StringComparer.Ordinal)) is { } strange)
        {
            throw new ArgumentException($"the sheet cannot be sorted by '{strange}': its columns are {string.Join(", ", columns)}.");
        }
    }
}
