namespace SageTasks.Testing.Synapse;

/// <summary>A row to add, change or delete.</summary>
/// <param name="RowId">The row; null for a new one.</param>
/// <param name="Version">The version that the caller knows; null when the etag speaks for it.</param>
/// <param name="Cells">The cells to set, by column id; null deletes the row.</param>
internal sealed record RowChange(long? RowId, long? Version, Dictionary<string, string?>? Cells)
{
    /// <summary>Whether it sets single cells, whatever version the row has.</summary>
    public bool IsPartial { get; init; }
}
