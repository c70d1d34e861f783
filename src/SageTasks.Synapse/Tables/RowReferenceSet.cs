namespace SageTasks.Synapse;

/// <summary>Rows of a table, by id and version.</summary>
public sealed record RowReferenceSet
{
    /// <summary>The table.</summary>
    public string? TableId { get; init; }

    /// <summary>The etag of the change.</summary>
    public string? Etag { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<SelectColumn> Headers { get; init => field = value ?? []; } = [];

    /// <summary>The rows.</summary>
    public IReadOnlyList<RowReference> Rows { get; init => field = value ?? []; } = [];
}
