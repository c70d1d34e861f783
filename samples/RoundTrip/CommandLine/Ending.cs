using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Storage;
using SageTasks.Tables;
using SageTasks.Tower;

namespace RoundTrip.CommandLine;

/// <summary>How work ends: with an exit code, and one message where it did not get through.</summary>
internal static class Ending
{
    public static async Task<int> OfAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
            return ConsoleProgram.Stopped;
        }
        catch (SubmissionUnknownException unknown) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Stopped while a run was being started ({unknown.Key}). Run the same command again: it finds the run.");
            return ConsoleProgram.Stopped;
        }
        catch (Exception failure) when (failure is RunFailedException or SubmissionException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message.TrimEnd()}\nMend what it says and run the same command again: reads that changed are new work.");
            return ConsoleProgram.Failed;
        }
        catch (Exception failure) when (failure is ApiException or TransferException or SheetValidationException or LaunchRefusedException
            or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return ConsoleProgram.Failed;
        }
    }
}
