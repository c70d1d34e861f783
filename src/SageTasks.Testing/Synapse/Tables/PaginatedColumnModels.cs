namespace SageTasks.Testing.Synapse;

/// <summary>The columns of a table, or of a search.</summary>
internal sealed record PaginatedColumnModels
{
    public required IReadOnlyList<ColumnModel> Results { get; init; }

    public long? TotalNumberOfResults { get; init; }
}
