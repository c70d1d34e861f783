namespace SageTasks.Synapse;

/// <summary>Adds or changes the rows of a CSV file.</summary>
public sealed record UploadToTableRequest() : TableUpdateRequest(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.UploadToTableRequest";

    /// <summary>The table.</summary>
    public string? TableId { get; init; }

    /// <summary>The file handle of the CSV file.</summary>
    public string? UploadFileHandleId { get; init; }

    /// <summary>The etag of the last change; needed to change rows.</summary>
    public string? UpdateEtag { get; init; }

    /// <summary>Lines to skip at the start.</summary>
    public long? LinesToSkip { get; init; }

    /// <summary>Ids of the columns of the file, in its order.</summary>
    /// <value>null: the file's header names them.</value>
    public IReadOnlyList<string>? ColumnIds { get; init; }

    /// <summary>The form of the file.</summary>
    public CsvTableDescriptor? CsvTableDescriptor { get; init; }
}
