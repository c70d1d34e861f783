namespace SageTasks.Cavatica;

/// <summary>A file that a task wrote.</summary>
public sealed record TaskOutput
{
    /// <summary>The task; in a batch, the child.</summary>
    public required string TaskId { get; init; }

    /// <summary>The output of the app that it is part of; null for a file that the task wrote and no output names.</summary>
    public string? OutputId { get; init; }

    /// <summary>The file.</summary>
    public required CavaticaFile File { get; init; }

    /// <summary>Where it lies below the folder that the output is, such as <c>qc/report.html</c>; null where the output is not a folder.</summary>
    public string? Path { get; init; }
}
