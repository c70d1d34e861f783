namespace SageTasks.Testing.Synapse;

/// <summary>What became of a submission.</summary>
internal sealed record SubmissionStatus
{
    public string? Id { get; init; }

    public string? Etag { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? Status { get; init; }

    public double? Score { get; init; }

    public string? Report { get; init; }

    public Annotations? SubmissionAnnotations { get; init; }

    public string? EntityId { get; init; }

    public long? VersionNumber { get; init; }

    public long? StatusVersion { get; init; }

    public bool? CanCancel { get; init; }

    public bool? CancelRequested { get; init; }
}
