namespace SageTasks.Synapse;

/// <summary>Replaces a column; a null on one side adds or removes one.</summary>
public sealed record ColumnChange
{
    /// <summary>The column that goes.</summary>
    public string? OldColumnId { get; init; }

    /// <summary>The column that comes.</summary>
    public string? NewColumnId { get; init; }
}
