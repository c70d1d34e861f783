using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>Waits for a process, and ends with it what it leaves running, as a container does.</summary>
internal static class ProcessEnd
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // The numbers of processes do not go all the way round in that time.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    /// <param name="process">The process.</param>
    /// <param name="mark">What all that it starts is known by; null where its sandbox ends that.</param>
    /// <param name="useStreams">Uses its streams. The token ends that a while after the process, when something that got away holds them open.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process was killed with all that it started.</exception>
    public static async Task<int> WaitAsync(Process process, ProcessMark? mark, Func<CancellationToken, Task> useStreams, CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, TimeProvider.System);
        var streams = useStreams(ending.Token);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await KillAsync(process, mark, TimeProvider.System.GetElapsedTime(began) < Short).ConfigureAwait(false);
            ending.CancelAfter(Grace);
            await streams.ConfigureAwait(false);
        }

        return process.ExitCode;
    }

    private static async Task KillAsync(Process process, ProcessMark? mark, bool wasShort)
    {
        if (mark is not null)
        {
            ProcessGroup.Kill(process.Id);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (mark is not null)
        {
            await mark.KillAllAsync(wasShort ? process.Id : 0).ConfigureAwait(false);
        }
    }
}
