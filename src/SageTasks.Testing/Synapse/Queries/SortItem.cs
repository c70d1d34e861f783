namespace SageTasks.Testing.Synapse;

/// <summary>One column to sort by.</summary>
internal sealed record SortItem
{
    public string? Column { get; init; }

    public string? Direction { get; init; }
}
