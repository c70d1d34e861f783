namespace SageTasks.Runs;

/// <summary>What a submission would do now, without having sent anything that changes the platform.</summary>
public sealed record SubmissionExplanation
{
    /// <summary>The identity of the work.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>The canonical form that the key was computed from.</summary>
    public required SubmissionForm Form { get; init; }

    /// <summary>What would be done.</summary>
    public required SubmissionAction Action { get; init; }

    /// <summary>The decision in one sentence.</summary>
    public required string Decision { get; init; }

    /// <summary>The run that would be attached to, reused, resumed or started; null where a new one would be launched.</summary>
    public string? RunId { get; init; }

    /// <summary>Every run that carries the key, with the part it plays and where its request differs.</summary>
    public IReadOnlyList<CandidateEvidence> Candidates { get; init; } = [];

    /// <summary>Whether the look-up covered every run that the platform shows.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Why the look-up was incomplete; null when it was complete.</summary>
    public string? IncompleteBecause { get; init; }
}
