namespace SageTasks.Testing.Synapse;

/// <summary>A whole list in one answer.</summary>
internal sealed record ListWrapper<T>
{
    /// <summary>The type of the items, which every answer names.</summary>
    public string? ConcreteType { get; init; }

    public required IReadOnlyList<T> List { get; init; }
}
