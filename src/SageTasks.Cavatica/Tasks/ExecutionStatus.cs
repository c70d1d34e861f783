namespace SageTasks.Cavatica;

/// <summary>How far a task is.</summary>
public sealed record ExecutionStatus
{
    /// <summary>The platform's words.</summary>
    public string? Message { get; init; }

    /// <summary>The platform's code.</summary>
    public string? MessageCode { get; init; }

    /// <summary>Milliseconds so far.</summary>
    public long? Duration { get; init; }

    /// <summary>Milliseconds of computation.</summary>
    public long? ExecutionDuration { get; init; }

    /// <summary>Milliseconds of waiting.</summary>
    public long? QueuedDuration { get; init; }

    /// <summary>Milliseconds of running.</summary>
    public long? RunningDuration { get; init; }

    /// <summary>Whether instances are being started.</summary>
    public bool? InstanceInit { get; init; }

    /// <summary>Whether it waits for the account's limit of instances.</summary>
    public bool? AccountLimit { get; init; }

    /// <summary>Children of a batch that wait.</summary>
    public int? Queued { get; init; }

    /// <summary>Children of a batch that run.</summary>
    public int? Running { get; init; }

    /// <summary>Children of a batch, or jobs, that are done.</summary>
    public int? Completed { get; init; }

    /// <summary>Children of a batch that failed.</summary>
    public int? Failed { get; init; }

    /// <summary>Children of a batch that were stopped.</summary>
    public int? Aborted { get; init; }

    /// <summary>Steps of the workflow that are done.</summary>
    public int? StepsCompleted { get; init; }

    /// <summary>Steps of the workflow in all.</summary>
    public int? StepsTotal { get; init; }
}
