namespace SageTasks.Synapse;

/// <summary>A row: an id that never changes, the version of the row, and the values as text.</summary>
public sealed record Row
{
    /// <summary>The id; null for a new row and for computed rows.</summary>
    public long? RowId { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>The etag of the entity, in rows of views where asked for.</summary>
    public string? Etag { get; init; }

    /// <summary>The values, in the order of the headers; null where there is none.</summary>
    public IReadOnlyList<string?> Values { get; init => field = value ?? []; } = [];
}
