namespace SageTasks.Testing.Synapse;

/// <summary>Somebody who took part in a submission.</summary>
internal sealed record SubmissionContributor
{
    public string? PrincipalId { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }
}
