using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>A process whose outputs go to files as they come, behind what is in them.</summary>
internal static class LoggedProcess
{
    /// <param name="start">The program.</param>
    /// <param name="mark">What it and all that it starts are known by; all of it ends with it.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="log">Where its standard output and its standard error go: the files named <c>stdout</c> and <c>stderr</c>.</param>
    /// <param name="readError">Sees each line of standard error.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process was killed with all that it started.</exception>
    public static async Task<int> RunAsync(
        ProcessStartInfo start, ProcessMark mark, string folder, Func<string, string> log, Action<string> readError, CancellationToken cancellationToken)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.Environment[mark.Variable] = mark.Value;

        // An earlier life of the platform may have begun the same, and been killed.
        await mark.KillAllAsync().ConfigureAwait(false);

        // A program that is not there is missed under its own name.
        using var process = Process.Start(Programs.Has(start.FileName) ? ProcessGroup.Lead(start) : start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        return await ProcessEnd.WaitAsync(
            process,
            mark,
            ending => Task.WhenAll(
                PumpAsync(process.StandardOutput, log("stdout"), _ => { }, ending),
                PumpAsync(process.StandardError, log("stderr"), readError, ending)),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task PumpAsync(StreamReader from, string file, Action<string> read, CancellationToken ending)
    {
        var to = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true, NewLine = "\n" };
        await using (to.ConfigureAwait(false))
        {
            try
            {
                while (await from.ReadLineAsync(ending).ConfigureAwait(false) is { } line)
                {
                    await to.WriteLineAsync(line.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                    read(line);
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // The process has ended, and what still holds its output open says nothing of it.
            }
        }
    }
}
