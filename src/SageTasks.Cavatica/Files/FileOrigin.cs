namespace SageTasks.Cavatica;

/// <summary>Where a file comes from.</summary>
public sealed record FileOrigin
{
    /// <summary>The id of the task that wrote it; null where it was not a task.</summary>
    public string? Task { get; init; }

    /// <summary>The dataset that it was taken from.</summary>
    public string? Dataset { get; init; }
}
