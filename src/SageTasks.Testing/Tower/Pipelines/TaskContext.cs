using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>What the code of a task sees: its folder and its two outputs.</summary>
public sealed class TaskContext
{
    internal TaskContext(string folder, TextWriter output, TextWriter error)
    {
        Folder = folder;
        Out = output;
        Error = error;
    }

    /// <summary>The task's own folder, empty at first. What it leaves there is its result.</summary>
    public string Folder { get; }

    /// <summary>Its standard output (<c>.command.out</c>).</summary>
    public TextWriter Out { get; }

    /// <summary>Its standard error (<c>.command.err</c>).</summary>
    public TextWriter Error { get; }

    /// <summary>Runs a program in the task's folder, its outputs going to the task's.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills the program with all that it started.</param>
    /// <exception cref="ProgramFailedException">It ended with another code than 0.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(new ProcessStartInfo(program, arguments), cancellationToken);

    internal async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.WorkingDirectory = Folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            await Task.WhenAll(
                PumpAsync(process.StandardOutput, Out, cancellationToken),
                PumpAsync(process.StandardError, Error, cancellationToken),
                process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new ProgramFailedException(start.FileName, process.ExitCode);
        }
    }

    private static async Task PumpAsync(StreamReader from, TextWriter to, CancellationToken cancellationToken)
    {
        while (await from.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            await to.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}
