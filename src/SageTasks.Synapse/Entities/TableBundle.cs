namespace SageTasks.Synapse;

/// <summary>The columns of a table.</summary>
public sealed record TableBundle
{
    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<ColumnModel> ColumnModels { get; init => field = value ?? []; } = [];

    /// <summary>The most rows that one query page holds.</summary>
    public long? MaxRowsPerPage { get; init; }
}
