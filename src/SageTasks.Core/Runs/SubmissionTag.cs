namespace SageTasks.Runs;

/// <summary>What the guard plants in a run, so that any process can find it again: in the run's name, a tag or the description,
/// wherever the platform lets it be read back.</summary>
public sealed record SubmissionTag
{
    /// <summary>The number of characters of a nonce.</summary>
    public const int NonceLength = 8;

    /// <summary>The identity of the work.</summary>
    public required SubmissionKey Key { get; init; }

    /// <summary>The attempt at the work that this run is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>This run replaces every earlier attempt on purpose: it was forced, or the earlier success was refused as no longer valid.
    /// Earlier attempts are then neither reused nor cancelled.</summary>
    public bool Supersedes { get; init; }

    /// <summary>Eight characters from <c>a-z2-7</c>, drawn anew for every request that creates a run; null where a run does not carry one.</summary>
    public string? Nonce { get; init; }
}
