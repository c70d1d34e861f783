namespace SageTasks.Testing.Synapse;

/// <summary>A queue that submissions are made to.</summary>
internal sealed record Evaluation
{
    public string? Id { get; init; }

    public string? Etag { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? OwnerId { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public string? ContentSource { get; init; }

    public string? SubmissionInstructionsMessage { get; init; }

    public string? SubmissionReceiptMessage { get; init; }

    public SubmissionQuota? Quota { get; init; }
}
