namespace SageTasks.Synapse;

/// <summary>Somebody who took part in a submission.</summary>
public sealed record SubmissionContributor
{
    /// <summary>Principal id.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>When the submission was handed in.</summary>
    public DateTimeOffset? CreatedOn { get; init; }
}
