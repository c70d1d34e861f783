// Counts the reads of every file below a prefix, each file in a task of its own, and once only.
//   dotnet run tes.cs -- s3://lab/run-17/ s3://lab/counts/
// TES_ENDPOINT, and TES_TOKEN where the server asks for one; AWS's variables.
#:package SageTasks.Storage.S3@0.1.0
#:package SageTasks.Tes@0.1.0
#:property PublishAot=false

using SageTasks.Storage;
using SageTasks.Storage.S3;
using SageTasks.Tes;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var reads, var counts])
{
    Console.Error.WriteLine("usage: dotnet run tes.cs -- READS COUNTS");
    return 2;
}

using var s3 = new S3Store();
var commands = await s3.ListAsync(Location.Parse(reads)).Select(reads => new TesCommand
{
    Name = $"count {reads.Location.Name}",
    Image = "debian:12",
    Command = ["sh", "-c", "gzip -dc /in/reads.fastq.gz | awk 'END { print NR / 4 }' > /out/count.txt"],
    Inputs = new Dictionary<string, Location> { ["/in/reads.fastq.gz"] = reads.Location },
    Outputs = new Dictionary<string, Location> { ["/out/count.txt"] = Location.Parse($"{counts}{reads.Location.Name}.txt") },
}).ToListAsync();

var failed = 0;
await foreach (var result in new TesCommands(new TesClient(new TesClientOptions())).RunAllAsync(commands))
{
    if (result.Error is { } error)
    {
        Console.Error.WriteLine($"error: {error}");
        failed++;
        continue;
    }

    Console.WriteLine($"{result.Outcome} {result.TaskId}: {result.Outputs[0].Url}");
}

return failed == 0 ? 0 : 1;
