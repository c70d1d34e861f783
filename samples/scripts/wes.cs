// Runs a CWL workflow once, waits, and brings its outputs home.
//   dotnet run wes.cs -- count-reads.cwl reads.fastq.gz results/
// WES_ENDPOINT, and WES_TOKEN where the server asks for one.
#:package SageTasks.Wes@0.1.0
#:property PublishAot=false

using System.Text.Json.Nodes;
using SageTasks.Wes;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var workflow, var reads, var results])
{
    Console.Error.WriteLine("usage: dotnet run wes.cs -- WORKFLOW READS RESULTS");
    return 2;
}

var tasks = new WesTasks(new WesClient(new WesClientOptions()));
var submission = await tasks.SubmitAsync(new WorkflowSubmission
{
    Workflow = Path.GetFileName(workflow),
    Folder = Path.GetDirectoryName(Path.GetFullPath(workflow)),
    Parameters = new() { ["reads"] = new JsonObject { ["class"] = "File", ["location"] = reads } },
});
Console.WriteLine($"{submission.Outcome} {submission.RunId}");

await tasks.WaitAsync(submission);                                                  // a failed run throws, with the end of its log
foreach (var output in await tasks.FetchOutputsAsync(submission.RunId, results))
{
    Console.WriteLine($"{output.Path}: {output.Size} bytes{(output.WasThere ? ", there already" : "")}");
}

return 0;
