using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>A process whose outputs go to files as they come.</summary>
internal static class LoggedProcess
{
    /// <param name="start">The program.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="log">Where its standard output and its standard error go: the files named <c>stdout</c> and <c>stderr</c>.</param>
    /// <param name="readError">Sees each line of standard error.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process was killed with all that it started.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo start, string folder, Func<string, string> log, Action<string> readError, CancellationToken cancellationToken)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        try
        {
            await Task.WhenAll(
                PumpAsync(process.StandardOutput, log("stdout"), _ => { }, cancellationToken),
                PumpAsync(process.StandardError, log("stderr"), readError, cancellationToken),
                process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task PumpAsync(StreamReader from, string file, Action<string> read, CancellationToken cancellationToken)
    {
        var to = new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true, NewLine = "\n" };
        await using (to.ConfigureAwait(false))
        {
            while (await from.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                await to.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
                read(line);
            }
        }
    }
}
