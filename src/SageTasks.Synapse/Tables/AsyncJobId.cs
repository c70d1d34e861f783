namespace SageTasks.Synapse;

/// <summary>A job that was started.</summary>
public sealed record AsyncJobId
{
    /// <summary>The token to ask for its result with; only who started it can.</summary>
    public required string Token { get; init; }
}
