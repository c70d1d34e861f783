namespace SageTasks.Runs;

/// <summary>What a submission of this process has lately done, which a look-up may not show yet: the run that it came to, and requests whose
/// outcome it did not live to see.</summary>
internal sealed class RecentWork(string? runId, IReadOnlyList<PendingIntent> pending, TimeProvider time, TimeSpan keep)
{
    private readonly long _since = time.GetTimestamp();

    /// <summary>The clock that its moments are told by.</summary>
    public TimeProvider Time => time;

    public string? RunId => runId;

    public IReadOnlyList<PendingIntent> Pending => pending;

    /// <summary>By now look-ups show all of it.</summary>
    public bool IsOver => time.GetElapsedTime(_since) >= keep;
}
