namespace SageTasks.Synapse;

/// <summary>The rows of a CSV file were added or changed.</summary>
public sealed record UploadToTableResult() : TableUpdateResponse(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.UploadToTableResult";

    /// <summary>How many.</summary>
    public long? RowsProcessed { get; init; }

    /// <summary>The etag of the change.</summary>
    public string? Etag { get; init; }
}
