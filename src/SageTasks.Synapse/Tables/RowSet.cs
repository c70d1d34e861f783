namespace SageTasks.Synapse;

/// <summary>Whole rows, with their columns.</summary>
public sealed record RowSet() : AppendableRowSet(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.RowSet";

    /// <summary>The etag of the last change; needed to change rows.</summary>
    public string? Etag { get; init; }

    /// <summary>The columns of the values.</summary>
    public IReadOnlyList<SelectColumn>? Headers { get; init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Row> Rows { get; init => field = value ?? []; } = [];
}
