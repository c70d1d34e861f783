using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>What the code of a task sees: its folder and its two outputs.</summary>
public sealed class TaskContext
{
    private const string ProgramVariable = "SAGETASKS_PROGRAM";

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

    /// <summary>Runs a program in the task's folder, its outputs going to the task's. What it leaves running ends with it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills the program with all that it started.</param>
    /// <exception cref="ProgramFailedException">It ended with another code than 0.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(new ProcessStartInfo(program, arguments), cancellationToken);

    internal async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        var (program, mark) = (start.FileName, new ProcessMark(ProgramVariable, Guid.NewGuid().ToString("N")));
        start.WorkingDirectory = Folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.Environment[mark.Variable] = mark.Value;

        // A program that is not there is missed under its own name.
        using var process = Process.Start(Programs.Has(program) ? ProcessGroup.Lead(start) : start) ?? throw new InvalidOperationException($"{program} did not start.");
        var code = await ProcessEnd.WaitAsync(
            process,
            OperatingSystem.IsWindows() ? null : mark,
            ending => Task.WhenAll(PumpAsync(process.StandardOutput, Out, ending), PumpAsync(process.StandardError, Error, ending)),
            cancellationToken).ConfigureAwait(false);
        if (code != 0)
        {
            throw new ProgramFailedException(program, code);
        }
    }

    private static async Task PumpAsync(StreamReader from, TextWriter to, CancellationToken ending)
    {
        try
        {
            while (await from.ReadLineAsync(ending).ConfigureAwait(false) is { } line)
            {
                await to.WriteLineAsync(line.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The program has ended, and what still holds its output open says nothing of it.
        }
    }
}
