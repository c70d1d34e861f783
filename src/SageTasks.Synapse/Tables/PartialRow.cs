namespace SageTasks.Synapse;

/// <summary>A new row, or some cells of a row that exists.</summary>
public sealed record PartialRow
{
    /// <summary>The row to change; null for a new one.</summary>
    public long? RowId { get; init; }

    /// <summary>The etag of the entity, for rows of views.</summary>
    public string? Etag { get; init; }

    /// <summary>The cells.</summary>
    public IReadOnlyList<PartialCell> Values { get; init => field = value ?? []; } = [];
}
