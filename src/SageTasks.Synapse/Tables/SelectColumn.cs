namespace SageTasks.Synapse;

/// <summary>A column of a result.</summary>
public sealed record SelectColumn
{
    /// <summary>The id of the column of the table; null for computed columns.</summary>
    public string? Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its values.</summary>
    public ColumnType? ColumnType { get; init; }
}
