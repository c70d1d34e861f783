namespace SageTasks.Synapse;

/// <summary>An order by one column.</summary>
public sealed record SortItem
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The direction.</summary>
    public SortDirection? Direction { get; init; }
}
