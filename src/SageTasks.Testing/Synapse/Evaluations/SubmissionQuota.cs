namespace SageTasks.Testing.Synapse;

/// <summary>How often one may submit.</summary>
internal sealed record SubmissionQuota
{
    public DateTimeOffset? FirstRoundStart { get; init; }

    public long? RoundDurationMillis { get; init; }

    public long? NumberOfRounds { get; init; }

    public long? SubmissionLimit { get; init; }
}
