namespace SageTasks.Synapse;

/// <summary>The status of a submission after a change.</summary>
public sealed record ChangedSubmission
{
    /// <summary>What was done.</summary>
    public required StatusChangeOutcome Outcome { get; init; }

    /// <summary>The status now.</summary>
    public required SubmissionStatus Status { get; init; }
}
