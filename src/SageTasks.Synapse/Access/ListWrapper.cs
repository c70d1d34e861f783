namespace SageTasks.Synapse;

/// <summary>A list in an object, as several endpoints take and give it.</summary>
public sealed record ListWrapper<T>
{
    /// <summary>The server's name of the type, without which it refuses a list.</summary>
    public string? ConcreteType { get; init; } = "org.sagebionetworks.repo.model.ListWrapper";

    /// <summary>The items.</summary>
    public IReadOnlyList<T> List { get; init => field = value ?? []; } = [];
}
