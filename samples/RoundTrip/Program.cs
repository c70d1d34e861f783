using System.CommandLine;
using RoundTrip;
using RoundTrip.CommandLine;
using SageTasks.Samples;

var options = new JobOptions();
var command = new RootCommand(
    "Synapse → Nextflow Tower → Synapse, once: real reads, real statistics, one run per piece of work, on embedded local platforms unless options name real ones. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C; the same command goes on.");
options.AddTo(command);
command.Subcommands.Add(PipelineCommand.Make());
command.SetAction((parsed, cancellationToken) => Ending.OfAsync(
    async () => Console.WriteLine((await new RoundTripJob(options.Read(parsed), new Display()).RunAsync(cancellationToken)).LastLine),
    cancellationToken));
return await ConsoleProgram.RunAsync(command, args);
