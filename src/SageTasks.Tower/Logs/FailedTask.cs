namespace SageTasks.Tower;

/// <summary>A task that failed, with its logs.</summary>
public sealed record FailedTask
{
    /// <summary>The task's number in its run.</summary>
    public required long TaskId { get; init; }

    /// <summary>The task's name: process and tag.</summary>
    public string? Name { get; init; }

    /// <summary>The exit status.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>The task's work directory.</summary>
    public string? WorkDir { get; init; }

    /// <summary>Its files, by their paths.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
