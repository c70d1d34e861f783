using System.CommandLine;
using ManifestToDrs;
using SageTasks.Cavatica;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Storage;
using SageTasks.Tables;

var options = new JobOptions();
var command = new RootCommand(
    "Synapse → Cavatica → Synapse: a manifest's samples, imported from a volume, packed and counted by one task each, their files given DRS URIs that are looked up, and "
    + "the manifest with those URIs stored with provenance; on embedded local platforms unless options name real ones. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C; the same command goes on.");
options.AddTo(command);
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        Console.WriteLine((await new CavaticaDrsJob(options.Read(parsed)).RunAsync(cancellationToken)).LastLine);
        return 0;
    }
    catch (Exception stopped) when (stopped is OperationCanceledException or SubmissionUnknownException && cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
        return ConsoleProgram.Stopped;
    }
    catch (Exception failure) when (failure is ApiException or SubmissionException or RunFailedException or TaskRefusedException or TransferException or TableFormatException
        or PagingException or HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message.TrimEnd()}");
        return ConsoleProgram.Failed;
    }
});
return await ConsoleProgram.RunAsync(command, args);
