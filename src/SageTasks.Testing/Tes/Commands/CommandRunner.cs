using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SageTasks.Testing;

/// <summary>Runs one command to its end.</summary>
internal sealed class CommandRunner(ProcessStarter starter, PlatformClock clock)
{
    private const int NotFound = 127;

    public async Task<TesExecutorLog> RunAsync(CommandStart start, TesExecutor executor, TaskFolder folder, CancellationToken cancellationToken)
    {
        var began = clock.Shown;
        var (output, error) = (new HeadAndTail(), new HeadAndTail());
        var code = await RunAsync(start, executor, folder, output, error, cancellationToken).ConfigureAwait(false);
        return new TesExecutorLog { StartTime = began, EndTime = clock.Shown, ExitCode = code, Stdout = output.ToString(), Stderr = error.ToString() };
    }

    private async Task<int> RunAsync(
        CommandStart start, TesExecutor executor, TaskFolder folder, HeadAndTail output, HeadAndTail error, CancellationToken cancellationToken)
    {
        using var input = string.IsNullOrEmpty(executor.Stdin) ? null : File.OpenRead(Checked(folder.Locate(executor.Stdin), executor.Stdin));
        using var outputFile = Open(executor.Stdout, folder);
        using var errorFile = executor.Stderr == executor.Stdout ? null : Open(executor.Stderr, folder);
        Process process;
        try
        {
            process = await starter.StartAsync(start.Info).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            error.Write(Encoding.UTF8.GetBytes(e.Message));
            return NotFound;
        }

        using (process)
        {
            return await ProcessEnd.WaitAsync(
                process,
                start.Mark,
                ending => Task.WhenAll(
                    FeedAsync(input, process.StandardInput.BaseStream, ending),
                    PumpAsync(process.StandardOutput.BaseStream, output, outputFile, ending),
                    PumpAsync(process.StandardError.BaseStream, error, errorFile ?? (string.IsNullOrEmpty(executor.Stderr) ? null : outputFile), ending)),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static OutputFile? Open(string? path, TaskFolder folder) => string.IsNullOrEmpty(path) ? null : new OutputFile(Checked(folder.Place(path), path));

    private static string Checked(string place, string path)
    {
        RegularFile.Require(place, path);
        return place;
    }

    private static async Task FeedAsync(FileStream? input, Stream to, CancellationToken ending)
    {
        try
        {
            if (input is not null)
            {
                await input.CopyToAsync(to, ending).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && ending.IsCancellationRequested))
        {
            // The command ended, or closed its input, before it had read all of it.
        }
        finally
        {
            await CloseAsync(to).ConfigureAwait(false);
        }
    }

    private static async ValueTask CloseAsync(Stream to)
    {
        try
        {
            await to.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // As above: what was still buffered has no reader.
        }
    }

    private static async Task PumpAsync(Stream from, HeadAndTail log, OutputFile? file, CancellationToken ending)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, ending).ConfigureAwait(false) is var count and > 0)
            {
                log.Write(buffer.AsSpan(0, count));
                file?.Write(buffer.AsSpan(0, count));
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The command has ended, and what still holds its output open says nothing of it.
        }
    }
}
