using System.Globalization;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace SageTasks.TransferStorm;

/// <summary>Hosts the platform, sets the workers to work, and judges.</summary>
internal sealed class Storm(StormSettings settings)
{
    private readonly Traffic _traffic = new();
    private readonly List<string> _violations = [];
    private LocalSynapse? _synapse;

    /// <summary>Runs the storm; answers the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sagetasks-storm-");
        try
        {
            await using var synapse = await LocalSynapse.StartAsync(
                new LocalSynapseOptions
                {
                    Observer = exchange => _traffic.See(exchange, _synapse?.Journal.Count ?? 0),
                    DownloadUrlLifetime = StormFaults.UrlLifetime,
                },
                cancellationToken);
            _synapse = synapse;
            var source = Path.Combine(folder.FullName, "storm.bin");
            var destination = Path.Combine(folder.FullName, "back", "storm.bin");
            await StormFile.WriteAsync(source, settings.Size, settings.Seed, cancellationToken);
            var project = await ProjectAsync(synapse, cancellationToken);
            synapse.Faults.Plan = StormFaults.Plan(settings);

            var random = new Random(settings.Seed);
            var up = new Lives(settings, _traffic, () => Start("up", project, source));
            var id = await up.RunAsync(UploadParts(), random, cancellationToken);
            var upload = new Upload(synapse.Journal, _traffic);
            _violations.AddRange(upload.Violations(settings, up.Kills));

            _traffic.Reset();
            var down = new Lives(settings, _traffic, () => Start("down", id, destination), () => LookAt(destination));
            await down.RunAsync(DownloadParts, random, cancellationToken);
            var refetched = JudgeDownload(down.Kills);

            var md5 = await StormFile.Md5Async(destination, cancellationToken) == await StormFile.Md5Async(source, cancellationToken);
            return Report(md5, up, upload.Resent(settings.Size), down, refetched);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private int DownloadParts => (int)((settings.Size + settings.Transfer.PartSize - 1) / settings.Transfer.PartSize);

    // As the server's rules and the client's choice have it: at least 8 MiB, and about 32 parts of a larger file.
    private int UploadParts()
    {
        var size = Math.Max(settings.Size / 32, 8L << 20);
        return (int)((settings.Size + size - 1) / size);
    }

    private WorkerProcess Start(string direction, string id, string path) => WorkerProcess.Start(
        new Dictionary<string, string>(StringComparer.Ordinal) { [Worker.TokenVariable] = _synapse!.Token }, "work", direction, _synapse.Url.ToString(), id, path, settings.Transfer.PartSize.ToString(CultureInfo.InvariantCulture),
        settings.Transfer.Concurrency.ToString(CultureInfo.InvariantCulture));

    private static async Task<string> ProjectAsync(LocalSynapse synapse, CancellationToken cancellationToken)
    {
        var client = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = synapse.Token });
        return (await client.CreateEntityAsync(new Project { Name = "storm" }, cancellationToken: cancellationToken)).Id!;
    }

    private void LookAt(string destination)
    {
        var file = new FileInfo(destination);
        if (file.Exists && file.Length != settings.Size)
        {
            _violations.Add($"the destination was visible with {file.Length} of {settings.Size} bytes");
        }
    }

    private long JudgeDownload(int kills)
    {
        var again = Math.Max(0, _traffic.Moved - DownloadParts);
        var allowed = kills * settings.Transfer.Concurrency + _traffic.Struck;
        if (again > allowed)
        {
            _violations.Add($"{again} parts came down again; {kills} deaths and {_traffic.Struck} faults explain {allowed}");
        }

        return (long)again * settings.Transfer.PartSize;
    }

    private int Report(bool md5, Lives up, long resent, Lives down, long refetched)
    {
        var peak = Math.Max(up.Peak, down.Peak) / 1048576;
        if (peak > settings.MemoryMebibytes)
        {
            _violations.Add($"a worker held {peak} MiB, more than {settings.MemoryMebibytes}");
        }

        if (!md5)
        {
            _violations.Add("what came back is not what went up");
        }

        foreach (var violation in _violations.Distinct())
        {
            Console.WriteLine($"violation: {violation}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"size={settings.Size} up.kills={up.Kills} up.resent={resent} down.kills={down.Kills} down.refetched={refetched} peakMiB={peak} md5={(md5 ? "ok" : "wrong")}"));
        return _violations.Count == 0 ? 0 : 1;
    }
}
