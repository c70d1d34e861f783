namespace SageTasks.Runs;

/// <summary>A run that carried the key, and the part it played in the decision.</summary>
public sealed record CandidateEvidence
{
    /// <summary>The run as it was seen.</summary>
    public required RunSnapshot Run { get; init; }

    /// <summary>The part it played.</summary>
    public required CandidateRole Role { get; init; }

    /// <summary>Whether the stored request is known to be the one asked for or another: it was compared, or this call has sent it.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Where the stored request differs; empty where it is equal or was not compared.</summary>
    public IReadOnlyList<RequestDifference> Differences { get; init => field = value ?? []; } = [];
}
