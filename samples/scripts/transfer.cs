// Copies all that lies below one place to another, and writes what became of each file. Given again, it goes on where it was.
//   dotnet run transfer.cs -- reads/ s3://lab/run-17/ report.csv
// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, or any other way of AWS's own tools.
#:package SageTasks.Storage.S3@0.1.0
#:property PublishAot=false

using SageTasks.Storage;
using SageTasks.Storage.S3;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var source, var destination, var report])
{
    Console.Error.WriteLine("usage: dotnet run transfer.cs -- SOURCE DESTINATION REPORT");
    return 2;
}

using var s3 = new S3Store();
var engine = new TransferEngine(new ObjectStores(s3));
var plan = TransferPlan.FromPrefix(Location.Parse(source), Location.Parse(destination));

var results = await engine.RunAsync(plan).ToListAsync();
await TransferManifest.WriteAsync(report, results.ToAsyncEnumerable());            // the report of one copy is the manifest of the next

foreach (var failed in results.Where(result => result.Error is not null))
{
    Console.Error.WriteLine($"error: {failed.Item.Source}: {failed.Error}");
}

int Count(TransferOutcome outcome) => results.Count(result => result.Outcome == outcome);
Console.WriteLine($"copied={Count(TransferOutcome.Copied)} skipped={Count(TransferOutcome.Skipped)} failed={Count(TransferOutcome.Failed)}");
return results.Exists(result => result.Error is not null) ? 9 : 0;
