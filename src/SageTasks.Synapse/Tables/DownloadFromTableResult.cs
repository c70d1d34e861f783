namespace SageTasks.Synapse;

/// <summary>The CSV file that a query became.</summary>
public sealed record DownloadFromTableResult
{
    /// <summary>The file handle; only who asked for it can read it.</summary>
    public required string ResultsFileHandleId { get; init; }

    /// <summary>The table or view.</summary>
    public string? TableId { get; init; }

    /// <summary>The etag of the last change.</summary>
    public string? Etag { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<SelectColumn> Headers { get; init => field = value ?? []; } = [];
}
