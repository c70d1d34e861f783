namespace SageTasks.Testing.Synapse;

/// <summary>The columns of a table, as a bundle carries them.</summary>
internal sealed record TableBundle
{
    public required IReadOnlyList<ColumnModel> ColumnModels { get; init; }

    public long? MaxRowsPerPage { get; init; }
}
