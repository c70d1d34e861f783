namespace SageTasks.Runs;

/// <summary>A run that carries the key, with what the guard has found out about it.</summary>
internal sealed record Candidate
{
    public required RunSnapshot Run { get; init; }

    /// <summary>The state to decide by: a young run without a known state counts as queued.</summary>
    public required RunState State { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Where the stored request differs; null where it was not compared.</summary>
    public IReadOnlyList<RequestDifference>? Differences { get; init; }

    /// <summary>The request is known to be this work's: it was compared, or this call has sent it.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>This call created the run.</summary>
    public bool IsOwn { get; init; }

    /// <summary>A success that the policy refuses.</summary>
    public bool IsStale { get; init; }

    /// <summary>How long the run has provably existed.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>A draft that may be discarded when it is superfluous: this call's own, or one that its guard has left behind.</summary>
    public required bool MayDiscard { get; init; }

    public string? Nonce => Run.Tag?.Nonce;

    public bool Supersedes => Run.Tag?.Supersedes ?? false;

    public bool IsMismatch => Differences is { Count: > 0 };

    public bool IsLive => !IsStale && (State == RunState.Succeeded || State == RunState.Draft || State.IsActive);
}
