namespace SageTasks.Synapse;

/// <summary>A list in an object, as several endpoints take and give it.</summary>
public sealed record ListWrapper<T>
{
    /// <summary>The items.</summary>
    public IReadOnlyList<T> List { get; init => field = value ?? []; } = [];
}
