namespace SageTasks.Testing.Synapse;

/// <summary>Who started a job, on what, with which body.</summary>
internal sealed record JobCall<TIn>(Caller Caller, string? EntityId, TIn Body)
{
    /// <summary>How long the job's view may go on as it is; null when nothing delays it.</summary>
    public TimeSpan? Stale { get; init; }
}
