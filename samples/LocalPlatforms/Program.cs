using System.CommandLine;
using System.Globalization;
using System.Numerics;
using LocalPlatforms;
using SageTasks.Samples;
using SageTasks.Testing;

var synapse = Number("--synapse", "PORT", "Host Synapse on this loopback port; 0 takes a free one.", 65_535);
var tower = Number("--tower", "PORT", "Host Nextflow Tower on this loopback port; 0 takes a free one.", 65_535);
var gcs = Number("--gcs", "PORT", "Host Google Cloud Storage on this loopback port; 0 takes a free one.", 65_535);
var s3 = Number("--s3", "PORT", "Host Amazon S3 on this loopback port; 0 takes a free one.", 65_535);
var azure = Number("--azure", "PORT", "Host Azure Blob Storage on this loopback port; 0 takes a free one.", 65_535);
var tes = Number("--tes", "PORT", "Host a GA4GH TES, which executes tasks, on this loopback port; 0 takes a free one.", 65_535);
var tesLike = new Option<LocalTesPersonality>("--tes-like") { Description = $"Let TES behave like this server: {string.Join(", ", Enum.GetNames<LocalTesPersonality>())}.", HelpName = "SERVER" };
var wes = Number("--wes", "PORT", "Host a GA4GH WES, which runs workflows, on this loopback port; 0 takes a free one.", 65_535);
var wesOnTes = new Option<bool>("--wes-on-tes") { Description = "Let the TES execute the shell workflows of the WES, each as a task." };
var drs = Number("--drs", "PORT", "Host a GA4GH DRS on this loopback port; 0 takes a free one.", 65_535);
var objects = new Option<string?>("--objects") { Description = "A folder whose files are objects of DRS, and may be registered there.", HelpName = "DIR" };
var cavatica = Number("--cavatica", "PORT", "Host Cavatica on this loopback port, and its GA4GH services on the next one; 0 takes free ones.", 65_534);
var apps = new Option<string[]>("--app")
{
    Description = "Let tasks of an app of Cavatica execute a shell command, which finds its inputs in inputs.json and names its outputs in cwl.output.json.",
    HelpName = "OWNER/PROJECT/APP=COMMAND",
};
var buckets = new Option<string[]>("--bucket") { Description = "A bucket of Cloud Storage and S3, and a container of Azure, that is there from the start.", DefaultValueFactory = _ => ["local"], HelpName = "NAME" };
var state = new Option<string?>("--state") { Description = "Keep the state in this folder and go on with what is there.", HelpName = "DIR" };
var faults = new Option<string?>("--faults") { Description = "Let go wrong what this fault plan (JSON) says.", HelpName = "FILE" };
var token = new Option<string?>("--token") { Description = "The access token of all; a random one when left out.", HelpName = "TOKEN" };
var hostNames = new Option<string[]>("--host-name") { Description = "A name, beside localhost, by which clients reach the platforms (host.docker.internal).", HelpName = "NAME" };
var history = Number("--history", "RUNS", "How many runs Tower remembers (250); 0 for all.", int.MaxValue);
var pipelines = new Option<string[]>("--pipeline")
{
    Description = "Let runs of a repository execute a shell command, which finds its parameters in params.json and $NXF_OUTDIR.",
    HelpName = "URL=COMMAND",
};
var seconds = Number("--run-seconds", "SECONDS", "How long runs of all other repositories pretend to run (5).", 86_400.0);

var root = new RootCommand(
    "Hosts local platforms until Ctrl-C, for testing pipelines in any language. Without a port option, all of them. "
    + "Exit codes: 0 ended by Ctrl-C, 1 failed, 2 the command line is wrong.")
{
    synapse, tower, gcs, s3, azure, tes, tesLike, wes, wesOnTes, drs, objects, cavatica, apps, buckets, state, faults, token, hostNames,
    history, pipelines, seconds,
};
root.SetAction((parsed, cancellationToken) => Host.RunAsync(
    new HostSettings
    {
        Synapse = parsed.GetValue(synapse),
        Tower = parsed.GetValue(tower),
        Gcs = parsed.GetValue(gcs),
        S3 = parsed.GetValue(s3),
        Azure = parsed.GetValue(azure),
        Tes = parsed.GetValue(tes),
        TesLike = parsed.GetValue(tesLike),
        Wes = parsed.GetValue(wes),
        WesOnTes = parsed.GetValue(wesOnTes),
        Drs = parsed.GetValue(drs),
        Objects = parsed.GetValue(objects),
        Cavatica = parsed.GetValue(cavatica),
        Apps = parsed.GetValue(apps) ?? [],
        Buckets = parsed.GetValue(buckets) ?? [],
        State = parsed.GetValue(state),
        Faults = parsed.GetValue(faults),
        Token = parsed.GetValue(token),
        HostNames = parsed.GetValue(hostNames) ?? [],
        History = (parsed.GetValue(history) ?? 250) is > 0 and var runs ? runs : null,
        Pipelines = parsed.GetValue(pipelines) ?? [],
        RunTime = TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? 5),
    },
    parsed.InvocationConfiguration.Output,
    parsed.InvocationConfiguration.Error,
    cancellationToken));
return await ConsoleProgram.RunAsync(root, args);

static Option<T?> Number<T>(string name, string helpName, string description, T most)
    where T : struct, INumber<T> => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = given =>
        {
            if (T.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= T.Zero && number <= most)
            {
                return number;
            }

            given.AddError($"{name} {given.Tokens[0].Value}: give a number from 0 to {most}.");
            return null;
        },
    };
