namespace SageTasks.Tower;

/// <summary>The logs of a run that were brought home.</summary>
public sealed record CollectedLogs
{
    /// <summary>The run's id.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The folder that holds them.</summary>
    public required string Folder { get; init; }

    /// <summary>The files of the run itself, by their paths.</summary>
    public IReadOnlyList<string> RunFiles { get; init; } = [];

    /// <summary>The tasks that failed, with their files.</summary>
    public IReadOnlyList<FailedTask> FailedTasks { get; init; } = [];

    /// <summary>Files that the server names or that are usual, and that it does not have.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
