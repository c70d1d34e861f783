using System.CommandLine;
using LoopAndWebhook;
using SageTasks.Samples;

var state = new Option<string>("--state")
{
    Description = "Where the ledger, the messages and the embedded Tower live. Run again with the same folder to go on.",
    DefaultValueFactory = _ => Path.Combine(".sagetasks", "loop-and-webhook"),
    HelpName = "DIR",
    Recursive = true,
};
var tower = new Option<bool>("--tower")
{
    Description = "Use the Tower of TOWER_API_ENDPOINT, else Seqera Cloud, with TOWER_ACCESS_TOKEN and TOWER_WORKSPACE_ID; the embedded one, which only pretends to run, when left out.",
    Recursive = true,
};
var pipeline = new Option<string>("--pipeline")
{
    Description = "The repository that runs execute, with the parameters input and outdir.",
    DefaultValueFactory = _ => "https://github.com/nf-core/demo",
    HelpName = "URL",
    Recursive = true,
};
var outdir = new Option<string>("--outdir") { Description = "The parameter outdir of the runs.", DefaultValueFactory = _ => "s3://lab/results", HelpName = "LOCATION", Recursive = true };

var samples = new Option<string>("--samples")
{
    Description = "CSV with sample, fastq_1 and fastq_2.",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "samples.csv"),
    HelpName = "FILE",
};
var loop = new Command("loop", "A run for each row of a list, then a look at all of them until they have ended.") { samples };
loop.SetAction((parsed, cancellationToken) => Commands.LoopAsync(Read(parsed), parsed.GetValue(samples)!, cancellationToken));

var port = new Option<int>("--port") { Description = "The loopback port; 0 takes a free one.", DefaultValueFactory = _ => 8020, HelpName = "PORT" };
var webhook = new Command("webhook", "A run for each file that a message tells of: POST /synapse (webhooks of Synapse) and POST /s3 (event notifications of S3).") { port };
webhook.SetAction((parsed, cancellationToken) => Commands.WebhookAsync(Read(parsed), parsed.GetValue(port), cancellationToken));

var command = new RootCommand(
    "Two models of orchestration around one guard: a loop over a list, and messages that start the work. "
    + "Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 a loop was stopped by Ctrl-C (webhook ends so); the same command goes on.")
{
    loop, webhook, state, tower, pipeline, outdir,
};
return await ConsoleProgram.RunAsync(command, args);

Settings Read(ParseResult parsed) => new()
{
    StateFolder = Path.GetFullPath(parsed.GetValue(state)!),
    Tower = parsed.GetValue(tower) ? new RealService(null) : null,
    Pipeline = parsed.GetValue(pipeline)!,
    Outdir = parsed.GetValue(outdir)!,
};
