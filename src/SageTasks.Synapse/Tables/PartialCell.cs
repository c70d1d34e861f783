namespace SageTasks.Synapse;

/// <summary>One cell of a row.</summary>
public sealed record PartialCell
{
    /// <summary>The id of the column.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text; null empties the cell.</summary>
    public string? Value { get; init; }
}
