using System.CommandLine;
using SageTasks.Http;
using SageTasks.Samples;
using SageTasks.Storage;
using Transfer;

var state = new Option<string>("--state")
{
    Description = "Where the local platforms and the files that come back live. Run again with the same folder to go on.",
    DefaultValueFactory = _ => Path.Combine(".sagetasks", "transfer"),
    HelpName = "DIR",
};
state.Validators.Add(given =>
{
    if (string.IsNullOrWhiteSpace(given.GetValue(state)))
    {
        given.AddError("--state: name a folder.");
    }
});

var command = new RootCommand(
    "File → S3 → Azure → Cloud Storage → Synapse → file: real reads through every store, on embedded local platforms, verified at every hop. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C; the same command goes on.")
{
    state,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        var job = new TransferJob(Path.Combine(AppContext.BaseDirectory, "reads"), Path.GetFullPath(parsed.GetValue(state)!));
        Console.WriteLine((await job.RunAsync(cancellationToken)).LastLine);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
        return ConsoleProgram.Stopped;
    }
    catch (Exception failure) when (failure is ApiException or PagingException or TransferException or IOException or InvalidDataException or UnauthorizedAccessException
        or FormatException or NotSupportedException)
    {
        await Console.Error.WriteLineAsync($"error: {failure.Message}");
        return ConsoleProgram.Failed;
    }
});
return await ConsoleProgram.RunAsync(command, args);
