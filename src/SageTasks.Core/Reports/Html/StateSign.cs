using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>How a state is shown: a word, a sign and a colour, so that none of them is needed alone.</summary>
/// <param name="Kind">The class that colours and patterns it.</param>
/// <param name="Sign">The sign.</param>
/// <param name="Word">What people call it.</param>
internal sealed record StateSign(string Kind, string Sign, string Word)
{
    public static StateSign Of(RunState state) => state switch
    {
        RunState.Succeeded => new("good", "✓", "succeeded"),
        RunState.Failed => new("bad", "✗", "failed"),
        RunState.SystemFailed => new("bad", "✗", "failed by the platform"),
        RunState.Preempted => new("bad", "✗", "preempted"),
        RunState.Canceled => new("stopped", "■", "cancelled"),
        RunState.Canceling => new("stopped", "■", "being cancelled"),
        RunState.Running => new("active", "▶", "running"),
        RunState.Paused => new("active", "▶", "paused"),
        RunState.Initializing => new("active", "▶", "initializing"),
        RunState.Queued => new("active", "▷", "queued"),
        RunState.Draft => new("open", "○", "draft"),
        _ => new("open", "?", "unknown"),
    };
}
