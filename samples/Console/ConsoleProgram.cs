using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;

namespace SageTasks.Samples;

/// <summary>How a sample begins and ends: a wrong command line is one message, Ctrl-C asks it to stop, a second one ends it at once.</summary>
internal static class ConsoleProgram
{
    public const int Failed = 1;
    public const int WrongUse = 2;
    public const int Stopped = 130;

    public static async Task<int> RunAsync(RootCommand command, string[] args)
    {
        var parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"error: {string.Join(' ', parsed.Errors.Select(error => error.Message))} See --help.");
            return WrongUse;
        }

        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
