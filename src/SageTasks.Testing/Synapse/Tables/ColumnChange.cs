namespace SageTasks.Testing.Synapse;

/// <summary>A column added, replaced or removed.</summary>
internal sealed record ColumnChange
{
    public string? OldColumnId { get; init; }

    public string? NewColumnId { get; init; }
}
