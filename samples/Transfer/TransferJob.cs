using SageTasks.Storage;

namespace Transfer;

/// <summary>Copies the reads hop by hop through every store. What is there already, with the same digest, is not copied again.</summary>
internal sealed class TransferJob(string readsFolder, string stateFolder)
{
    private static readonly TransferPlanOptions Options = new() { StopOnFailure = true };

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        await using var platforms = await Platforms.StartAsync(stateFolder, cancellationToken);
        Display.Say("state", stateFolder);
        var engine = new TransferEngine(platforms.Stores, new TransferOptions { StateFolder = Path.Combine(stateFolder, "transfers") });
        var back = Path.Combine(stateFolder, "returned");
        var reports = new List<HopReport>();
        Display.Head();
        foreach (var hop in Way(platforms, back))
        {
            var report = await CopyAsync(engine, hop, cancellationToken);
            Display.Show(report);
            reports.Add(report);
        }

        Display.Show(await Proof.OfAsync(readsFolder, back, cancellationToken));
        var summary = new Summary(reports.Sum(report => report.Copied), reports.Sum(report => report.Skipped));
        if (summary.Copied == 0)
        {
            Display.Say("again", "everything was where it should be, with the same digests");
        }

        return summary;
    }

    private IEnumerable<Hop> Way(Platforms platforms, string back)
    {
        (string Name, Location Place)[] stops =
        [
            ("file", Folder(readsFolder)),
            ("S3", Location.Parse($"s3://{Platforms.Bucket}/study/")),
            ("Azure", Location.Parse($"az://{Platforms.Bucket}/study/")),
            ("Cloud Storage", Location.Parse($"gs://{Platforms.Bucket}/study/")),
            ("Synapse", Location.Parse($"syn://{platforms.Project}/study/")),
            ("file", Folder(back)),
        ];
        return stops.Zip(stops.Skip(1), (from, to) => new Hop(from.Name, to.Name, from.Place, to.Place));
    }

    private static async Task<HopReport> CopyAsync(TransferEngine engine, Hop hop, CancellationToken cancellationToken)
    {
        var files = new List<TransferItemResult>();
        await foreach (var file in engine.RunAsync(TransferPlan.FromPrefix(hop.Source, hop.Destination), Options, cancellationToken: cancellationToken))
        {
            files.Add(file.Outcome == TransferOutcome.Failed ? throw Failure(file) : file);
        }

        return new HopReport(hop, files);
    }

    private static TransferException Failure(TransferItemResult file) => new($"{file.Item.Source} was not copied: {file.Error}", file.Exception);

    private static Location Folder(string path) => Location.FromPath(path + Path.DirectorySeparatorChar);
}
