using System.Globalization;
using System.Text.Json;
using SageTasks.Storage;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>Copies one file between stores, one pair after the other, kills the copying process at random moments, and judges.</summary>
internal sealed class PairStorm(PairSettings settings)
{
    private const int Kibi = 1024;
    private readonly List<string> _violations = [];
    private readonly Dictionary<string, int> _lostUploads = new(StringComparer.Ordinal);

    /// <summary>Runs the storm; answers the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sagetasks-storm-");
        try
        {
            await using var host = await StoreHost.StartAsync(settings, folder.FullName, cancellationToken);
            var file = Path.Combine(folder.FullName, "storm.bin");
            await StormFile.WriteAsync(file, settings.Size, settings.Seed, cancellationToken);
            var md5 = await StormFile.Md5Async(file, cancellationToken);
            var count = 0;
            foreach (var (from, to) in settings.Pairs())
            {
                await RunPairAsync(host, folder.FullName, file, md5, from, to, seed: settings.Seed + ++count, cancellationToken);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size={settings.Size} pairs={count} faults={host.Faults} violations={_violations.Count}"));
            return _violations.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunPairAsync(
        StoreHost host, string folder, string file, string md5, string from, string to, int seed, CancellationToken cancellationToken)
    {
        var state = Path.Combine(folder, "state");
        var stores = new ObjectStores(settings.Stores.Select(host.Access.Make));
        var engine = new TransferEngine(stores, new TransferOptions { PartSize = settings.PartSize, StateFolder = Path.Combine(folder, "own-state") });
        var (source, destination) = (host.Place(from, $"from-{from}-to-{to}.bin"), host.Place(to, $"copy-from-{from}.bin"));
        await host.SeedAsync(from, file, source.Name, engine, cancellationToken);

        var log = new EventLog(Path.Combine(folder, $"{from}-{to}.log"));
        var hashed = await IsHashedBeforehandAsync(stores, source, destination, cancellationToken) ? settings.Size : 0;
        var lives = new PairLives(settings.Kills, to == StoreKinds.File ? EventLog.Reads : EventLog.Parts, settings.Parts, death => Start(host, from, to, source, destination, state, log.Path, seed, death));
        var looking = new Onlooker(stores.SourceOf(destination), destination, settings.Size);
        var verified = await lives.RunAsync(new Random(seed), looking, cancellationToken);

        var found = new List<string>(looking.Violations);
        var (reread, reput) = Judge(log, lives.Kills, hashed, IsHashedAgain(stores, source, destination) ? settings.Size : 0, found);
        await CheckCopyAsync(stores, engine, folder, destination, md5, found, cancellationToken);
        await CheckLeftoversAsync(stores, engine, host, state, to, found, cancellationToken);
        if (lives.Peak / Kibi / Kibi > settings.MemoryMebibytes)
        {
            found.Add($"a worker held {lives.Peak / Kibi / Kibi} MiB, more than {settings.MemoryMebibytes}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{from} -> {to}: kills={lives.Kills} hashed={hashed} reread={reread} reput={reput} peakMiB={lives.Peak / Kibi / Kibi} verified={verified} {(found.Count == 0 ? "ok" : "BROKEN")}"));
        foreach (var violation in found)
        {
            Console.WriteLine($"  violation: {violation}");
        }

        _violations.AddRange(found);
        await stores.StoreOf(destination).DeleteAsync(destination, cancellationToken);
        await host.RemoveAsync(from, source, stores, cancellationToken);
    }

    private WorkerProcess Start(StoreHost host, string from, string to, Location source, Location destination, string state, string log, int seed, Death? death) =>
        WorkerProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [PairWorker.AccessVariable] = JsonSerializer.Serialize(host.Access, StoreAccessJson.Default.StoreAccess),
            },
            "copy", from, to, source.Address, destination.Address, state, log, Text(settings.PartSize), Text(settings.Concurrency),
            settings.Faults.ToString(CultureInfo.InvariantCulture), Text(seed), death?.Kind ?? "", Text(death?.Moment ?? 0), Text((int)(death?.Delay.TotalMilliseconds ?? 0)));

    /// <summary>Whether the store wants to know a digest that the source does not state: then all is read once for it, whoever dies since.
    /// A local file is read for it without anybody noticing here.</summary>
    private static async Task<bool> IsHashedBeforehandAsync(ObjectStores stores, Location source, Location destination, CancellationToken cancellationToken)
    {
        var info = await stores.SourceOf(source).StatAsync(source, cancellationToken) ?? throw new FileNotFoundException($"The storm did not put anything at {source}.");
        return !source.IsLocal && stores.StoreOf(destination).Capabilities.RequiredDigests.Except(info.Digests.Select(digest => digest.Algorithm)).Any();
    }

    /// <summary>Whether what went before a death is read again, as the object is known by its digest; a local file holds it for that.</summary>
    private static bool IsHashedAgain(ObjectStores stores, Location source, Location destination) =>
        stores.SourceOf(source).Capabilities.DigestIsIdentity && !destination.IsLocal;

    /// <summary>A death costs at most the parts that were in flight, on either side; a body that broke off costs at most its part.</summary>
    private (long Reread, long Reput) Judge(EventLog log, int kills, long hashed, long again, List<string> found)
    {
        if (kills == 0 && settings.Kills > 0)
        {
            found.Add("no worker died in the middle, which proves nothing");
        }

        var events = log.Events();
        var cuts = events.Count(entry => entry.Kind == EventLog.Cuts);
        var reread = events.Where(entry => entry.Kind == EventLog.Reads).Sum(entry => entry.Number) - settings.Size - hashed;
        var inFlight = (long)(settings.Concurrency + 2) * settings.PartSize;
        var allowed = (kills * (inFlight + again)) + ((cuts + 1L) * settings.PartSize);
        if (reread > allowed)
        {
            found.Add($"{reread} bytes were read again; {kills} deaths and {cuts} broken bodies explain {allowed}");
        }

        var puts = events.Where(entry => entry.Kind == EventLog.Puts).ToList();
        var reput = puts.Count - puts.DistinctBy(entry => entry.Number).Count();
        if (reput > kills * settings.Concurrency)
        {
            found.Add($"{reput} parts were sent again; {kills} deaths explain {kills * settings.Concurrency}");
        }

        return (reread, reput);
    }

    private async Task CheckCopyAsync(
        ObjectStores stores, TransferEngine engine, string folder, Location destination, string md5, List<string> found, CancellationToken cancellationToken)
    {
        var back = destination.IsLocal ? destination.LocalPath : Path.Combine(folder, "back.bin");
        if (!destination.IsLocal)
        {
            await engine.CopyAsync(destination, Location.FromPath(back), cancellationToken: cancellationToken);
        }

        if (await StormFile.Md5Async(back, cancellationToken) != md5)
        {
            found.Add("what arrived is not what was sent");
        }

        if (await stores.SourceOf(destination).StatAsync(destination, cancellationToken) is not { } info || info.Version.Size != settings.Size)
        {
            found.Add("the store does not know the copy's size");
        }
    }

    private async Task CheckLeftoversAsync(
        ObjectStores stores, TransferEngine engine, StoreHost host, string state, string to, List<string> found, CancellationToken cancellationToken)
    {
        if (Directory.Exists(state) && Directory.EnumerateFiles(state).Any())
        {
            found.Add("a journal was left behind");
        }

        var place = host.Place(to, "");
        if (to == StoreKinds.File)
        {
            found.AddRange(Directory.EnumerateFiles(place.LocalPath, ".*").Select(path => $"{Path.GetFileName(path)} was left behind"));
        }
        else if (to != StoreKinds.Synapse && stores.StoreOf(place) is IMultipartStore parts)
        {
            await CheckUploadsAsync(parts, engine, place, to, host.LostUploads(to), found, cancellationToken);
        }
    }

    /// <summary>An upload whose name got lost with a reply is empty, and a clean-up finds it; there is no other. Those of a seed are found with
    /// the next pair that goes to its store.</summary>
    private async Task CheckUploadsAsync(
        IMultipartStore store, TransferEngine engine, Location place, string kind, int lost, List<string> found, CancellationToken cancellationToken)
    {
        var uploads = await store.ListUploadsAsync(place, cancellationToken).ToListAsync(cancellationToken);
        var explained = lost - _lostUploads.GetValueOrDefault(kind);
        if (uploads.Count > explained)
        {
            found.Add($"{uploads.Count} uploads were left behind, such as the {uploads[0]}, and lost replies explain {explained}");
        }

        _lostUploads[kind] = lost - Math.Max(0, explained - uploads.Count);
        foreach (var upload in uploads)
        {
            if (await store.ListPartsAsync(upload, cancellationToken).AnyAsync(cancellationToken))
            {
                found.Add($"the {upload} was left behind with its parts");
            }
        }

        await engine.CleanUpAsync(place, TimeSpan.Zero, cancellationToken);
        await foreach (var upload in store.ListUploadsAsync(place, cancellationToken))
        {
            found.Add($"the {upload} outlived the clean-up");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
