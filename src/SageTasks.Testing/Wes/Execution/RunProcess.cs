using System.Diagnostics;

namespace SageTasks.Testing.Wes;

/// <summary>A run's process, its outputs going to the run's logs as they come.</summary>
internal static class RunProcess
{
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the process was killed with all that it started.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo start, RunFiles files, Action<string> readError, CancellationToken cancellationToken)
    {
        start.WorkingDirectory = files.Work;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        try
        {
            await Task.WhenAll(
                PumpAsync(process.StandardOutput, files.Log("stdout"), _ => { }, cancellationToken),
                PumpAsync(process.StandardError, files.Log("stderr"), readError, cancellationToken),
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
