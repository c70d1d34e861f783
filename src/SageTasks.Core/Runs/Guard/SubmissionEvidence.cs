namespace SageTasks.Runs;

/// <summary>What the guard saw, and why it decided as it did. Holds no secret.</summary>
public sealed record SubmissionEvidence
{
    /// <summary>The canonical form that the key was computed from.</summary>
    public required SubmissionForm Form { get; init; }

    /// <summary>The keys that the same work had by older forms; runs that carry one of them were looked for too.</summary>
    public IReadOnlyList<SubmissionKey> OlderKeys { get; init => field = value ?? []; } = [];

    /// <summary>The decision in one sentence.</summary>
    public required string Decision { get; init; }

    /// <summary>Every run that carried the key, with the part it played.</summary>
    public IReadOnlyList<CandidateEvidence> Candidates { get; init => field = value ?? []; } = [];

    /// <summary>The nonce of the request that this call sent; null where it sent none.</summary>
    public string? Nonce { get; init; }

    /// <summary>When this call sent its request, by this machine's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Runs that this call cancelled, and drafts that it discarded, because they did the same work as the winner.</summary>
    public IReadOnlyList<string> CanceledTwins { get; init => field = value ?? []; } = [];

    /// <summary>What a person should look at, such as a twin that would not stop, or a part of the request that the platform ignores.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    /// <summary>How often the guard looked.</summary>
    public int Lookups { get; init; }

    /// <summary>Why the last look-up was incomplete; null when it was complete.</summary>
    public string? IncompleteBecause { get; init; }
}
