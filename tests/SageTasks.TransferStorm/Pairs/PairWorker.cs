using System.CommandLine;
using System.Text.Json;
using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>What runs in the process that is killed: one copy, with nothing remembered but what lies on disk and in the stores.</summary>
internal static class PairWorker
{
    public const string AccessVariable = "STORM_ACCESS";

    public static Command Command()
    {
        var from = new Argument<string>("from");
        var to = new Argument<string>("to");
        var source = new Argument<string>("source");
        var destination = new Argument<string>("destination");
        var state = new Argument<string>("state");
        var log = new Argument<string>("log");
        var partSize = new Argument<int>("part-size");
        var concurrency = new Argument<int>("concurrency");
        var faults = new Argument<double>("faults");
        var seed = new Argument<int>("seed");
        var dyingBy = new Argument<string>("dying-by");
        var dyingAt = new Argument<int>("dying-at");
        var dyingAfter = new Argument<int>("dying-after");
        var command = new Command("copy", "Does one copy, or dies of it.")
        {
            from, to, source, destination, state, log, partSize, concurrency, faults, seed, dyingBy, dyingAt, dyingAfter,
        };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var access = JsonSerializer.Deserialize(Environment.GetEnvironmentVariable(AccessVariable)!, StoreAccessJson.Default.StoreAccess)!;
            var death = new Death(parsed.GetValue(dyingBy)!, parsed.GetValue(dyingAt), TimeSpan.FromMilliseconds(parsed.GetValue(dyingAfter)));
            var events = new EventLog(parsed.GetValue(log)!, death);
            var weather = new Weather(parsed.GetValue(faults), parsed.GetValue(seed));
            var stores = new ObjectStores(new WatchedSource(access.Make(parsed.GetValue(from)!), events, weather));
            if (access.Make(parsed.GetValue(to)!) is IMultipartStore target)
            {
                stores.Add(new WatchedStore(target, events, weather));
            }
            else
            {
                stores.Add(access.Make(parsed.GetValue(to)!));
            }

            var options = new TransferOptions
            {
                PartSize = parsed.GetValue(partSize),
                Concurrency = parsed.GetValue(concurrency),
                StateFolder = parsed.GetValue(state)!,
                RetryDelay = TimeSpan.FromMilliseconds(20),
            };
            var result = await new TransferEngine(stores, options).CopyAsync(
                Location.Parse(parsed.GetValue(source)!), Location.Parse(parsed.GetValue(destination)!), cancellationToken: cancellationToken);
            Console.WriteLine($"{result.SourceVerifiedBy?.Value ?? "size"}/{result.DestinationVerifiedBy?.Value ?? "size"}");
        });
        return command;
    }
}
