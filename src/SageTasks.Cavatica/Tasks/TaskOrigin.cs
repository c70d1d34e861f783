namespace SageTasks.Cavatica;

/// <summary>What made a task.</summary>
public sealed record TaskOrigin
{
    /// <summary>The id of the automation run.</summary>
    public string? Id { get; init; }
}
