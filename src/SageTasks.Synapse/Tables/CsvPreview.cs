namespace SageTasks.Synapse;

/// <summary>The columns that a CSV file would need.</summary>
public sealed record CsvPreview
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<ColumnModel> SuggestedColumns { get; init => field = value ?? []; } = [];

    /// <summary>The first rows.</summary>
    public IReadOnlyList<Row> SampleRows { get; init => field = value ?? []; } = [];

    /// <summary>How many rows were read.</summary>
    public long? RowsScanned { get; init; }
}
