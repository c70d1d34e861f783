using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Asks which columns a CSV file would need.</summary>
public sealed record CsvPreviewRequest
{
    /// <summary>The file handle of the CSV file.</summary>
    public required string UploadFileHandleId { get; init; }

    /// <summary>Lines to skip at the start.</summary>
    public long? LinesToSkip { get; init; }

    /// <summary>The form of the file.</summary>
    public CsvTableDescriptor? CsvTableDescriptor { get; init; }

    /// <summary>Whether to read the whole file rather than its start.</summary>
    public bool? DoFullFileScan { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.UploadToTablePreviewRequest";
}
