namespace SageTasks.Synapse;

/// <summary>The columns of a table.</summary>
public sealed record PaginatedColumnModels
{
    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<ColumnModel> Results { get; init => field = value ?? []; } = [];

    /// <summary>How many.</summary>
    public long? TotalNumberOfResults { get; init; }
}
