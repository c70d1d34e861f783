namespace SageTasks.Runs;

/// <summary>A request to start a run, written down before it is sent.</summary>
public sealed record LedgerIntent
{
    /// <summary>The nonce that the request carries.</summary>
    public required string Nonce { get; init; }

    /// <summary>The attempt that the request starts.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it was written, by the writer's clock. The request is sent right after, or is waiting for its turn while the intent is
    /// written anew.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}
