namespace SageTasks.Cavatica;

/// <summary>How a task's jobs were run. The platform calls this an early release.</summary>
public sealed record ExecutionDetails
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>When the task began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>How it ended.</summary>
    public string? Status { get; init; }

    /// <summary>The platform's words.</summary>
    public string? Message { get; init; }

    /// <summary>Its jobs.</summary>
    public IReadOnlyList<TaskJob> Jobs { get; init => field = value ?? []; } = [];
}
