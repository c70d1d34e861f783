namespace SageTasks.Runs;

/// <summary>What the watcher remembers of one run.</summary>
internal sealed class WatchedRun(string runId, long now)
{
    public string WatchedId { get; } = runId;

    /// <summary>The run that is followed now: the watched one, or the winner that it moved to.</summary>
    public string RunId { get; set; } = runId;

    public RunSnapshot? Last { get; set; }

    public long LastChange { get; set; } = now;

    public bool StallIsSaid { get; set; }

    /// <summary>The platform did not show the run when it was last asked.</summary>
    public bool IsMissed { get; set; }
}
