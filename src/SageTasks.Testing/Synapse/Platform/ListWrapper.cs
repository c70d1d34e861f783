namespace SageTasks.Testing.Synapse;

/// <summary>A whole list in one answer.</summary>
internal sealed record ListWrapper<T>
{
    public string? ConcreteType { get; init; }

    public required IReadOnlyList<T> List { get; init; }
}
