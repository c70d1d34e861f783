// Puts reads into a project of Cavatica, installs an app there, runs it on each file once, and brings the outputs home.
//   dotnet run cavatica.cs -- ann/study reads/ count-reads.cwl counts/
// SB_AUTH_TOKEN, or ~/.sevenbridges/credentials; SB_API_ENDPOINT for one of Cavatica's sisters.
#:package SageTasks.Cavatica@0.1.0
#:property PublishAot=false

using System.Text.Json.Nodes;
using SageTasks.Cavatica;
using SageTasks.Runs;
using SageTasks.Storage;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var project, var reads, var cwl, var results])
{
    Console.Error.WriteLine("usage: dotnet run cavatica.cs -- PROJECT READS CWL RESULTS");
    return 2;
}

var cavatica = new CavaticaClient(new CavaticaClientOptions());
var engine = new TransferEngine(new ObjectStores(new CavaticaStore(cavatica)));
var runs = new CavaticaRuns(cavatica, new CavaticaRunsOptions { Project = project });
var app = await new CavaticaApps(cavatica).EnsureInstalledAsync($"{project}/{Path.GetFileNameWithoutExtension(cwl)}", JsonNode.Parse(File.ReadAllText(cwl))!.AsObject());

// Cavatica states no digests by which a file could be told to be there already: its name has to do.
var there = await Files().Select(found => found.File.Name).ToHashSetAsync();
var upload = TransferPlan.FromPrefix(Location.Parse(reads), Location.Parse($"sbg://{project}/"), where: file => IsReads(file.Location.Name) && !there.Contains(file.Location.Name));
await foreach (var copy in engine.RunAsync(upload, new TransferPlanOptions { StopOnFailure = true }))
{
    Console.WriteLine(copy.Error is null ? $"{copy.Outcome} {copy.Item.Source.Name}" : throw new InvalidDataException($"{copy.Item.Source}: {copy.Error}"));
}

var plans = Files().Where(found => IsReads(found.File.Name)).Select(found => new RunPlan<TaskRequest>
{
    Request = new TaskRequest { Project = project, App = app.AppId, Name = $"count {found.File.Name}", Inputs = new TaskInputs().AddFile("reads", found.File.Id).ToJson() },
});
await foreach (var result in new SubmissionGuard().SubmitAllAsync(runs, plans))
{
    var submission = result.Submission ?? throw new InvalidDataException(result.Error, result.Exception);
    await new RunWatcher().WaitAsync(runs, submission);
    foreach (var output in await new CavaticaOutputs(cavatica).CollectAsync(submission.RunId))
    {
        var copied = await engine.CopyAsync(Location.Parse($"sbg://{project}/{output.File.Name}"), Location.Parse(results));
        Console.WriteLine($"{submission.Outcome} {submission.RunId}: {copied.Destination.Name}, {copied.Size} bytes");
    }
}

return 0;

IAsyncEnumerable<WalkedFile> Files() => cavatica.WalkFilesAsync(new FileQuery { Project = project });

bool IsReads(string? name) => name?.EndsWith(".fastq.gz") == true;
