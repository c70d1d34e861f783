using System.CommandLine;
using LocalPlatforms;

var synapse = new Option<int?>("--synapse") { Description = "Host Synapse on this loopback port; 0 takes a free one.", HelpName = "PORT" };
var tower = new Option<int?>("--tower") { Description = "Host Nextflow Tower on this loopback port; 0 takes a free one.", HelpName = "PORT" };
var gcs = new Option<int?>("--gcs") { Description = "Host Google Cloud Storage on this loopback port; 0 takes a free one.", HelpName = "PORT" };
var buckets = new Option<string[]>("--bucket") { Description = "A bucket of Cloud Storage that is there from the start.", DefaultValueFactory = _ => ["local"], HelpName = "NAME" };
var state = new Option<DirectoryInfo?>("--state") { Description = "Keep the state in this folder and go on with what is there.", HelpName = "DIR" };
var faults = new Option<FileInfo?>("--faults") { Description = "Let go wrong what this fault plan (JSON) says.", HelpName = "FILE" };
var token = new Option<string?>("--token") { Description = "The access token of all; a random one when left out.", HelpName = "TOKEN" };
var history = new Option<int?>("--history") { Description = "How many runs Tower remembers; 0 for all.", DefaultValueFactory = _ => 250, HelpName = "RUNS" };
var pipelines = new Option<string[]>("--pipeline")
{
    Description = "Let runs of a repository execute a shell command, which finds its parameters in params.json and $NXF_OUTDIR.",
    HelpName = "URL=COMMAND",
};
var seconds = new Option<double>("--run-seconds") { Description = "How long runs of all other repositories pretend to run.", DefaultValueFactory = _ => 5, HelpName = "SECONDS" };

var root = new RootCommand("Hosts local platforms until Ctrl-C, for testing pipelines in any language. Without a port option, all of them.")
{
    synapse, tower, gcs, buckets, state, faults, token, history, pipelines, seconds,
};
root.SetAction((parsed, cancellationToken) => Host.RunAsync(
    new HostSettings
    {
        Synapse = parsed.GetValue(synapse),
        Tower = parsed.GetValue(tower),
        Gcs = parsed.GetValue(gcs),
        Buckets = parsed.GetValue(buckets) ?? [],
        State = parsed.GetValue(state)?.FullName,
        Faults = parsed.GetValue(faults)?.FullName,
        Token = parsed.GetValue(token),
        History = parsed.GetValue(history) is > 0 and var runs ? runs : null,
        Pipelines = parsed.GetValue(pipelines) ?? [],
        RunTime = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
    },
    parsed.InvocationConfiguration.Output,
    parsed.InvocationConfiguration.Error,
    cancellationToken));
return await root.Parse(args).InvokeAsync();
