namespace SageTasks.Testing.Synapse;

/// <summary>The rows of a table as they once were, as stored.</summary>
internal sealed record TableSnapshot
{
    public required long TableId { get; init; }

    public required long Version { get; init; }

    public required IReadOnlyList<StoredRow> Rows { get; init; }
}
