namespace SageTasks.Synapse;

/// <summary>How far a job is.</summary>
public sealed record AsyncJobStatus
{
    /// <summary>The id.</summary>
    public string? JobId { get; init; }

    /// <summary>Whether it runs.</summary>
    public AsyncJobState? JobState { get; init; }

    /// <summary>What it does now.</summary>
    public string? ProgressMessage { get; init; }

    /// <summary>How much is done.</summary>
    public long? ProgressCurrent { get; init; }

    /// <summary>How much there is.</summary>
    public long? ProgressTotal { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? ChangedOn { get; init; }
}
