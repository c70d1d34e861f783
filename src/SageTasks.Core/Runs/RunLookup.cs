namespace SageTasks.Runs;

/// <summary>What a look-up found, and whether it looked everywhere.</summary>
public sealed record RunLookup
{
    /// <summary>Every run found that carries one of the keys asked for, in no particular order.</summary>
    public required IReadOnlyList<RunSnapshot> Runs { get; init; }

    /// <summary>Whether the look-up provably covered every run that the platform shows.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Why the look-up is not complete; null when it is.</summary>
    public string? IncompleteBecause { get; init; }

    /// <summary>What makes the look-up incomplete passes by itself, such as a run that has no name yet: it is worth looking again within the
    /// settle time.</summary>
    public bool IsIncompleteForNow { get; init; }

    /// <summary>The server's clock when it answered last; null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>How long the look-up waited in this process before its first request was sent; zero where that is not known.
    /// Everything that it shows was asked for after that.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How many requests the look-up took.</summary>
    public int Requests { get; init; }

    /// <summary>Found, absent for certain, or not known.</summary>
    public RunLookupOutcome Outcome => Runs.Count > 0
        ? RunLookupOutcome.Found
        : IsComplete ? RunLookupOutcome.AbsentComplete : RunLookupOutcome.Incomplete;
}
