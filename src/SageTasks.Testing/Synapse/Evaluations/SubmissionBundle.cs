namespace SageTasks.Testing.Synapse;

/// <summary>A submission with its status.</summary>
internal sealed record SubmissionBundle
{
    public required Submission Submission { get; init; }

    public required SubmissionStatus SubmissionStatus { get; init; }
}
