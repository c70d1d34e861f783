using System.CommandLine;
using SageTasks.TransferStorm;
using SageTasks.TransferStorm.Pairs;
using SageTasks.TransferStorm.Sizes;

var size = new Option<string>("--size") { Description = "The file: bytes, or such as 32MiB or 1GiB.", DefaultValueFactory = _ => "32MiB", HelpName = "SIZE" };
var kills = new Option<int>("--kills") { Description = "How often a worker is killed, in each direction.", DefaultValueFactory = _ => 3, HelpName = "N" };
var faults = new Option<double>("--faults") { Description = "The part of all requests that goes wrong, 0 to 0.5.", DefaultValueFactory = _ => 0.1, HelpName = "SHARE" };
var seed = new Option<int>("--seed") { Description = "The seed of the bytes, the faults and the moments of death.", DefaultValueFactory = _ => 1, HelpName = "SEED" };
var memory = new Option<int>("--memory") { Description = "The most memory that a worker may ever hold.", DefaultValueFactory = _ => 200, HelpName = "MIB" };

var root = new RootCommand(
    """
    Uploads one file to a local Synapse and downloads it again, while requests go wrong and the worker process is killed (SIGKILL) at random
    moments and started again until it is done. The verdict comes from the platform and the file system, not from the worker:
      - the MD5 of what came back is that of what went up;
      - the destination is never visible before it is whole, and there is one entity with one version;
      - a part that the platform has confirmed never goes up again; what a death costs is the parts in flight, on the way up and down;
      - no worker ever held more memory than --memory.
    The last line is for programs:
      size=… up.kills=… up.resent=… down.kills=… down.refetched=… peakMiB=… md5=ok
    resent and refetched are bytes. The exit code is 1 when a rule was broken; the lines before say which.
    """)
{
    size, kills, faults, seed, memory,
};
size.Validators.Add(result =>
{
    if (ByteSize.Parse(result.GetValueOrDefault<string>()) is null or <= 0)
    {
        result.AddError("--size is no size: write bytes, or such as 32MiB or 1GiB.");
    }
});
faults.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (>= 0 and <= 0.5))
    {
        result.AddError("--faults goes from 0 to 0.5.");
    }
});
root.SetAction((parsed, cancellationToken) => new Storm(new StormSettings
{
    Size = ByteSize.Parse(parsed.GetValue(size))!.Value,
    Kills = parsed.GetValue(kills),
    Faults = parsed.GetValue(faults),
    Seed = parsed.GetValue(seed),
    MemoryMebibytes = parsed.GetValue(memory),
}).RunAsync(cancellationToken));
root.Subcommands.Add(Worker.Command());
root.Subcommands.Add(PairCommand.Create());
root.Subcommands.Add(PairWorker.Command());
root.Subcommands.Add(SizeRun.Create());
return await root.Parse(args).InvokeAsync();
