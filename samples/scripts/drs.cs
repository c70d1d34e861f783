// Brings the objects that a manifest names by DRS URI, each verified by the strongest checksum that its server states.
//   dotnet run drs.cs -- manifest.csv drs_uri reads/
// SYNAPSE_AUTH_TOKEN and SB_AUTH_TOKEN go to their own hosts; DRS_TOKEN to the host that DRS_HOST names.
#:package SageTasks.Drs@0.1.0
#:package SageTasks.Tables@0.1.0
#:property PublishAot=false

using SageTasks.Drs;
using SageTasks.Storage;
using SageTasks.Tables;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var manifest, var column, var folder])
{
    Console.Error.WriteLine("usage: dotnet run drs.cs -- MANIFEST COLUMN FOLDER");
    return 2;
}

var options = new DrsOptions();
if (Environment.GetEnvironmentVariable("DRS_HOST") is { } host)
{
    options.Hosts[host] = new DrsClientOptions { Token = Environment.GetEnvironmentVariable("DRS_TOKEN") };
}

var stores = new ObjectStores();
stores.Add(new DrsStore(new DrsServers(options), stores));
var engine = new TransferEngine(stores);
var items = TableReader.ReadFileAsync(manifest).Select(row => new TransferItem { Source = Location.Parse(row.GetString(column)), Destination = Location.Parse(folder) });

var failed = 0;
await foreach (var result in engine.RunAsync(TransferPlan.Of(items)))
{
    if (result.Error is { } error)
    {
        Console.Error.WriteLine($"error: {result.Item.Source}: {error}");
        failed++;
        continue;
    }

    Console.WriteLine($"{result.Outcome} {result.Copy?.Destination.Name ?? result.Item.Source.Name}, {result.Size} bytes");
}

return failed == 0 ? 0 : 9;
