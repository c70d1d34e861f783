namespace SageTasks.Runs;

/// <summary>The right to submit a work in this process; disposing of it lets the next one through.</summary>
internal sealed class InProcessTurn(InProcessClaims claims, string work, bool hasWaited, RecentWork? recent) : IDisposable
{
    /// <summary>Another submission of the same work went before, so that an older look-up does not show what it did.</summary>
    public bool HasWaited => hasWaited;

    /// <summary>What the submission before has left to know, and what this one leaves to the next.</summary>
    public RecentWork? Recent { get; set; } = recent;

    public void Dispose() => claims.Leave(work, Recent);
}
