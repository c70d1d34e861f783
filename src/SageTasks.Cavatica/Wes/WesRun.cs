namespace SageTasks.Cavatica;

/// <summary>A task as the platform's WES service lists it.</summary>
public sealed record WesRun
{
    /// <summary>The run's id: the task's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Where it stands, in WES's words.</summary>
    public string? State { get; init; }
}
