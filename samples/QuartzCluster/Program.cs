using System.CommandLine;
using QuartzCluster;
using QuartzCluster.Cluster;
using QuartzCluster.Orders;
using SageTasks.Samples;

const string everyNight = "0 0 2 * * ?";

var database = new Option<string>("--database")
{
    Description = "PostgreSQL: postgres://user:password@host:port/database, or Npgsql's connection string. SAGETASKS_POSTGRESQL when left out.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAGETASKS_POSTGRESQL") ?? "",
    HelpName = "ADDRESS",
    Recursive = true,
};
var state = new Option<string>("--state")
{
    Description = "Staged files and results: a folder that all nodes and the runs see.",
    DefaultValueFactory = _ => Path.Combine(".sagetasks", "quartz-cluster"),
    HelpName = "DIR",
    Recursive = true,
};
var project = new Option<string>("--project") { Description = "The project's name in Synapse.", DefaultValueFactory = _ => "SageTasks cluster", HelpName = "NAME", Recursive = true };
var pipeline = new Option<string>("--pipeline")
{
    Description = "The repository of the pipeline: parameters input (a sample sheet) and outdir; it writes outdir/RUN NAME/SAMPLE.json.",
    DefaultValueFactory = _ => "https://github.com/sagetasks/read-stats",
    HelpName = "URL",
    Recursive = true,
};
var name = new Option<string>("--name") { Description = "The node's name, its own in the cluster.", DefaultValueFactory = _ => $"{Environment.MachineName}-{Environment.ProcessId}", HelpName = "NAME" };
var cron = new Option<string>("--cron") { Description = "When all samples are looked through, in Quartz's notation.", DefaultValueFactory = _ => everyNight, HelpName = "SCHEDULE" };
var checkIn = new Option<double>("--check-in") { Description = "How often a node says that it is alive; silent for twice as long it is dead to the others.", DefaultValueFactory = _ => Settings.UsualCheckIn.TotalSeconds, HelpName = "SECONDS" };
var look = new Option<double>("--look") { Description = "The time between two looks at a run.", DefaultValueFactory = _ => 10, HelpName = "SECONDS" };
var page = new Option<int>("--page") { Description = "The loopback port of the status page; 0 takes a free one.", HelpName = "PORT" };
var untilIdle = new Option<bool>("--until-idle") { Description = "End when no work is left." };
var reads = new Option<string>("--reads") { Description = "A folder with paired FASTQ files.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "reads"), HelpName = "DIR" };
var samples = new Option<string[]>("--sample") { Description = "A sample to work on; all when left out.", HelpName = "NAME" };
var scope = new Option<string?>("--scope") { Description = "Work of its own, such as 2026-11-22: without it, what was done once is not done again.", HelpName = "NAME" };

var seed = new Command("seed", "Puts a study with reads into Synapse, where it is not there yet.") { reads };
seed.SetAction((parsed, cancellationToken) => Commands.SeedAsync(Read(parsed), parsed.GetValue(reads)!, cancellationToken));
var node = new Command("node", "A node of the cluster. Start two or more.") { name, cron, checkIn, look, page, untilIdle };
node.SetAction((parsed, cancellationToken) => Commands.NodeAsync(Read(parsed), cancellationToken));
var trigger = new Command("trigger", "Orders work from the cluster.") { samples, scope };
trigger.SetAction((parsed, cancellationToken) => Commands.TriggerAsync(Read(parsed), new ExtractOrder(parsed.GetValue(samples) ?? [], parsed.GetValue(scope)), cancellationToken));

var command = new RootCommand(
    "A workflow manager in .NET: Quartz nodes clustered over PostgreSQL, whose jobs are tasks of SageTasks. Synapse and Tower are those of the environment (SYNAPSE_ENDPOINT, "
    + "SYNAPSE_AUTH_TOKEN, TOWER_API_ENDPOINT, TOWER_ACCESS_TOKEN, TOWER_WORKSPACE_ID). Exit codes: 0 done, 1 failed, 2 the command line is wrong, 130 stopped by Ctrl-C.")
{
    seed, node, trigger, database, state, project, pipeline,
};
return await ConsoleProgram.RunAsync(command, args);

Settings Read(ParseResult parsed) => new()
{
    Database = Database.ConnectionString(parsed.GetValue(database)!),
    StateFolder = Path.GetFullPath(parsed.GetValue(state)!),
    Project = parsed.GetValue(project)!,
    Pipeline = parsed.GetValue(pipeline)!,
    Node = parsed.GetValue(name) ?? "none",
    Cron = parsed.GetValue(cron) ?? everyNight,
    CheckIn = parsed.GetResult(checkIn) is null ? Settings.UsualCheckIn : TimeSpan.FromSeconds(parsed.GetValue(checkIn)),
    Look = TimeSpan.FromSeconds(parsed.GetValue(look)),
    Page = parsed.GetValue(page),
    UntilIdle = parsed.GetValue(untilIdle),
};
