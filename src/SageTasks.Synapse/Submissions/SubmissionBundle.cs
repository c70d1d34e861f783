namespace SageTasks.Synapse;

/// <summary>A submission with its status.</summary>
public sealed record SubmissionBundle
{
    /// <summary>The submission.</summary>
    public required EvaluationSubmission Submission { get; init; }

    /// <summary>Its status.</summary>
    public required SubmissionStatus SubmissionStatus { get; init; }
}
