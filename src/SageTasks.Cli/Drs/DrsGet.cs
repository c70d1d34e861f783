using System.CommandLine;
using SageTasks.Drs;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary><c>drs get</c>: brings an object, or everything in a bundle.</summary>
internal static class DrsGet
{
    public static Command Create(Terminal terminal)
    {
        var uri = Arguments.Place("URI", "A DRS URI of an object or a bundle.");
        var destination = Arguments.Place("DESTINATION", "Where it goes, in any store; a folder (ending in /) keeps names.");
        var command = new Command("get", "Brings an object or a whole bundle to any store, verified by the checksums that the DRS server states.") { uri, destination };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var (from, to) = (Bundle.Named(call.Get(uri)), call.Get(destination));
            if (from.Scheme != LocationScheme.Drs)
            {
                throw new UsageException($"URI '{from}' is no DRS URI. Write drs://host/id or drs://prefix:id, or use 'sagetasks cp'.");
            }

            var servers = new DrsServers(PlatformOptions.Drs(call.Profile));
            var found = await servers.GetObjectAsync(from.Address, cancellationToken: cancellationToken);
            return await new Copying(call).RunAsync(
                new CopyWish { Source = from, Destination = to, IsRecursive = found.IsBundle, Options = new TransferPlanOptions() }, cancellationToken);
        });
    }
}
