namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of change to a table on the wire.</summary>
internal sealed record TableUpdateRequest
{
    public string? ConcreteType { get; init; }

    public string? EntityId { get; init; }

    public AppendableRowSet? ToAppend { get; init; }

    public string? TableId { get; init; }

    public string? UploadFileHandleId { get; init; }

    public string? UpdateEtag { get; init; }

    public long? LinesToSkip { get; init; }

    public CsvTableDescriptor? CsvTableDescriptor { get; init; }

    public IReadOnlyList<string>? ColumnIds { get; init; }

    public IReadOnlyList<ColumnChange>? Changes { get; init; }

    public IReadOnlyList<string>? OrderedColumnIds { get; init; }

    public bool? SearchEnabled { get; init; }
}
