using System.CommandLine;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>The command <c>pairs</c>.</summary>
internal static class PairCommand
{
    public static Command Create()
    {
        var size = new Option<string>("--size") { Description = "The file: bytes, or such as 64MiB or 1GiB.", DefaultValueFactory = _ => "64MiB", HelpName = "SIZE" };
        var kills = new Option<int>("--kills") { Description = "How often the copying process is killed, for each pair.", DefaultValueFactory = _ => 2, HelpName = "N" };
        var faults = new Option<double>("--faults") { Description = "The part of all bodies that break off, and of all requests that are refused (503, 429) or whose reply is lost: 0 to 0.5.", DefaultValueFactory = _ => 0.05, HelpName = "SHARE" };
        var seed = new Option<int>("--seed") { Description = "The seed of the bytes, the faults and the moments of death.", DefaultValueFactory = _ => 1, HelpName = "SEED" };
        var memory = new Option<int>("--memory") { Description = "The most memory that a worker may ever hold.", DefaultValueFactory = _ => 200, HelpName = "MIB" };
        var stores = new Option<string[]>("--stores") { Description = "The stores to go through.", DefaultValueFactory = _ => [.. StoreKinds.All], AllowMultipleArgumentsPerToken = true };
        stores.AcceptOnlyFromAmong([.. StoreKinds.All]);
        var all = new Option<bool>("--all") { Description = "Copies from every store to every other one, not only to the next." };
        var to = new Option<string?>("--to") { Description = "Copies into this store only.", HelpName = "STORE" };
        to.AcceptOnlyFromAmong([.. StoreKinds.All.Where(kind => !StoreKinds.IsReadOnly(kind))]);
        var command = new Command(
            "pairs",
            """
            Copies one file between stores on real servers while bodies break off, requests are refused, replies get lost, and the copying process
            is killed (SIGKILL) at random moments while parts go up (or come down) and started again until it is done. For each pair of stores:
              - the bytes that arrived are those that were sent, and the destination was never visible before it was whole;
              - what a death costs is the parts in flight, on either side; a source that has to be hashed first (hashed=BYTES) is read once for
                that, however many workers died;
              - no journal and no partial file stays behind, and no upload but an empty one for each reply that got lost with an upload's name, which
                a clean-up removes;
              - no worker ever held more memory than --memory.
            The last line is for programs: size=… pairs=… faults=… violations=…; the exit code is 1 when a rule was broken.
            """)
        {
            size, kills, faults, seed, memory, stores, all, to,
        };
        command.SetAction((parsed, cancellationToken) => new PairStorm(new PairSettings
        {
            Size = ByteSize.Parse(parsed.GetValue(size)) ?? throw new ArgumentException("--size is no size: write bytes, or such as 64MiB or 1GiB."),
            Kills = parsed.GetValue(kills),
            Faults = parsed.GetValue(faults),
            Seed = parsed.GetValue(seed),
            MemoryMebibytes = parsed.GetValue(memory),
            Stores = parsed.GetValue(stores)!,
            All = parsed.GetValue(all),
            To = parsed.GetValue(to),
        }).RunAsync(cancellationToken));
        return command;
    }
}
