namespace SageTasks.Testing.Synapse;

/// <summary>The token of a job that was started.</summary>
internal sealed record AsyncJobId
{
    public required string Token { get; init; }
}
