using System.CommandLine;
using RoundTrip;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Storage;
using SageTasks.Tables;

var reads = new Option<string>("--reads")
{
    Description = "A folder with paired FASTQ files (NAME_1.fastq.gz and NAME_2.fastq.gz, or NAME_R1… and NAME_R2…); the built-in reads when left out.",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "reads"),
    HelpName = "DIR",
};
var state = new Option<string>("--state")
{
    Description = "Where the local platforms, the staged files and the results live. Run again with the same folder to go on.",
    DefaultValueFactory = _ => Path.Combine(".sagetasks", "round-trip"),
    HelpName = "DIR",
};
foreach (var folder in new[] { reads, state })
{
    folder.Validators.Add(given =>
    {
        if (string.IsNullOrWhiteSpace(given.GetValue(folder)))
        {
            given.AddError($"{folder.Name}: name a folder.");
        }
    });
}

var command = new RootCommand(
    "Synapse → Nextflow Tower → Synapse, once: real reads, real statistics, one run per piece of work, on embedded local platforms. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C; the same command goes on.")
{
    reads, state,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        var job = new RoundTripJob(Path.GetFullPath(parsed.GetValue(reads)!), Path.GetFullPath(parsed.GetValue(state)!), new Display());
        var summary = await job.RunAsync(cancellationToken);
        Console.WriteLine(summary.LastLine);
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
    catch (Exception failure) when (failure is ApiException or TransferException or SheetValidationException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message}");
        return ConsoleProgram.Failed;
    }
});
return await ConsoleProgram.RunAsync(command, args);
