using System.CommandLine;
using GenomicsTes;
using SageTasks.Drs;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Storage;
using SageTasks.Tes;

var state = new Option<string>("--state")
{
    Description = "Where the local platforms, the results and the files that come back live. Run again with the same folder to go on.",
    DefaultValueFactory = _ => Path.Combine(".sagetasks", "genomics-tes"),
    HelpName = "DIR",
};
state.Validators.Add(given =>
{
    if (string.IsNullOrWhiteSpace(given.GetValue(state)))
    {
        given.AddError("--state: name a folder.");
    }
});

var posix = new Option<bool>("--posix") { Description = "Use gzip, paste and awk only, even where samtools and FastQC are installed." };

var command = new RootCommand(
    "Real reads → tasks on a TES server that runs this machine's programs (samtools and FastQC where they are installed, else gzip, paste and awk) → "
    + "results registered as DRS objects → read back through DRS, verified. Embedded local platforms; each task runs once. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C; the same command goes on.")
{
    state, posix,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        var job = new GenomicsJob(Path.Combine(AppContext.BaseDirectory, "reads"), Path.GetFullPath(parsed.GetValue(state)!), parsed.GetValue(posix) ? Toolbox.Posix : Toolbox.Find());
        Console.WriteLine((await job.RunAsync(cancellationToken)).LastLine);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
        return ConsoleProgram.Stopped;
    }
    catch (Exception failure) when (failure is ApiException or SubmissionException or RunFailedException or TaskRefusedException or DrsConflictException
        or TransferException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message}");
        return ConsoleProgram.Failed;
    }
});
return await ConsoleProgram.RunAsync(command, args);
