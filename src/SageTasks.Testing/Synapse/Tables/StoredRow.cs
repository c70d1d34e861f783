namespace SageTasks.Testing.Synapse;

/// <summary>One row of a table, as stored.</summary>
internal sealed record StoredRow
{
    public required long TableId { get; init; }

    public required long RowId { get; init; }

    public required long Version { get; init; }

    /// <summary>The values by column id; a value that is null is not there.</summary>
    public required Dictionary<string, string> Values { get; init; }
}
