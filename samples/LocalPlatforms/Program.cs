using System.CommandLine;
using SageTasks.Cli;
using SageTasks.Samples;

var options = new HostOptions();
var root = new RootCommand(
    "Hosts local platforms until Ctrl-C, for testing pipelines in any language. Without a port option, all of them. "
    + "Exit codes: 0 ended by Ctrl-C, 1 failed, 2 the command line is wrong.");
foreach (var option in options.All)
{
    root.Options.Add(option);
}

root.SetAction(async (parsed, cancellationToken) =>
{
    var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
    try
    {
        await new PlatformHost(options.Read(parsed), output.WriteLine).RunAsync(() => output.WriteLine("Ready. Ctrl-C ends it."), cancellationToken);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await output.WriteLineAsync("Ended.");
        return 0;
    }
    catch (Exception e) when (e is IOException or FormatException or ArgumentException)
    {
        await error.WriteLineAsync($"error: {e.Message}");
        return ConsoleProgram.Failed;
    }
});
return await ConsoleProgram.RunAsync(root, args);
