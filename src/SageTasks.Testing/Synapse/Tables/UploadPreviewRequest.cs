namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /table/upload/csv/preview/async/start</c>.</summary>
internal sealed record UploadPreviewRequest
{
    public string? ConcreteType { get; init; }

    public string? UploadFileHandleId { get; init; }

    public long? LinesToSkip { get; init; }

    public CsvTableDescriptor? CsvTableDescriptor { get; init; }

    public bool? DoFullFileScan { get; init; }
}
