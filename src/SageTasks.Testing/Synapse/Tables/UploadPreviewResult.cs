namespace SageTasks.Testing.Synapse;

/// <summary>What a CSV file looks like.</summary>
internal sealed record UploadPreviewResult
{
    public required string ConcreteType { get; init; }

    public required IReadOnlyList<ColumnModel> SuggestedColumns { get; init; }

    public required IReadOnlyList<Row> SampleRows { get; init; }

    public required long RowsScanned { get; init; }
}
