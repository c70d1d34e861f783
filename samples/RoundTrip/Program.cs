using System.CommandLine;
using RoundTrip;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Tables;

var reads = new Option<DirectoryInfo>("--reads")
{
    Description = "A folder with paired FASTQ files (NAME_1.fastq.gz and NAME_2.fastq.gz, or NAME_R1… and NAME_R2…); the built-in reads when left out.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "reads")),
    HelpName = "DIR",
};
var state = new Option<DirectoryInfo>("--state")
{
    Description = "Where the local platforms, the staged files and the results live. Run again with the same folder to go on.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".sagetasks", "round-trip")),
    HelpName = "DIR",
};

var command = new RootCommand("Synapse → Nextflow Tower → Synapse, once: real reads, real statistics, one run per piece of work, on embedded local platforms.") { reads, state };
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        var job = new RoundTripJob(parsed.GetValue(reads)!.FullName, parsed.GetValue(state)!.FullName, new Display());
        var summary = await job.RunAsync(cancellationToken);
        Console.WriteLine(summary.LastLine);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
        return 130;
    }
    catch (SubmissionUnknownException unknown) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync($"Stopped while a run was being started ({unknown.Key}). Run the same command again: it finds the run.");
        return 130;
    }
    catch (Exception failure) when (failure is ApiException or SubmissionException or RunFailedException or TransferException or SheetValidationException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
