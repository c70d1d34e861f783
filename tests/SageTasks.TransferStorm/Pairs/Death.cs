using System.Diagnostics;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>When a worker dies. It sends itself the signal (SIGKILL), so that the moment does not hang on how soon a watcher gets its turn; nothing
/// of it can clean up.</summary>
/// <param name="kind">The events that are counted, over all lives.</param>
/// <param name="moment">How many of them there are when it comes.</param>
/// <param name="delay">How much later it comes, so that it falls between events.</param>
internal sealed class Death(string kind, int moment, TimeSpan delay)
{
    /// <summary>How a process ends that was killed.</summary>
    public const int ExitCode = 128 + 9;

    private int _come;

    public string Kind => kind;

    public int Moment => moment;

    public TimeSpan Delay => delay;

    /// <summary>Hears how many events there are.</summary>
    public void Note(int events)
    {
        if (events >= moment && Interlocked.Exchange(ref _come, 1) == 0)
        {
            _ = ComeAsync();
        }
    }

    private async Task ComeAsync()
    {
        await Task.Delay(delay);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
