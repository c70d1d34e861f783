namespace SageTasks.Runs;

/// <summary>How long a submission waits before it asks its ledger again for work that another one holds: soon at first, then longer and longer, up to where
/// asking takes little of the time. A folder of this machine is asked several times a second, and a bucket every second or two.</summary>
internal sealed class ClaimPauses
{
    private const double Growth = 1.5;
    private const double PauseForTimeAsked = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan LongestWhereCheap = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.6);

    private TimeSpan _next = First;

    /// <summary>The next pause, of random length, so that those who wait for the same work do not ask all at once.</summary>
    /// <param name="asked">How long the ledger took to answer.</param>
    public TimeSpan Next(TimeSpan asked)
    {
        var most = TimeSpan.FromTicks(Math.Clamp((PauseForTimeAsked * asked).Ticks, LongestWhereCheap.Ticks, Longest.Ticks));
        var pause = _next < most ? _next : most;
        _next = pause * Growth;
        return pause * (0.75 + (0.5 * Random.Shared.NextDouble()));
    }
}
