using System.Text.Json.Nodes;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Tables;
using SageTasks.Tower;

namespace LoopAndWebhook;

/// <summary>The simplest orchestrator: a loop over a list. It may be killed and begun again, also on two machines with one ledger: what runs is attached
/// to, what has succeeded is reused, what is new in the list is launched.</summary>
internal sealed class Loop(TowerPlatform tower, SubmissionGuard guard, Settings settings)
{
    private static readonly SheetColumns<TableRow> Columns = new()
    {
        { "sample", row => row.GetString("sample") },
        { "fastq_1", row => row.GetString("fastq_1") },
        { "fastq_2", row => row["fastq_2"] },
    };

    public async Task<Tally> RunAsync(string samples, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var runs = new List<string>();
        await foreach (var sample in TableReader.ReadFileAsync(samples, cancellationToken: cancellationToken))
        {
            var sheet = SampleSheet.Create([sample], Columns);
            var dataset = await new SheetDatasets(tower.Client).PutAsync(SheetUpload.Of($"sample-{sample["sample"]}", sheet), cancellationToken);
            var submission = await guard.SubmitAsync(tower.Runs, PlanOf(dataset), cancellationToken: cancellationToken);
            Console.WriteLine($"{sample["sample"]}: {submission.Outcome} {submission.RunName}");
            tally.Count(submission);
            runs.Add(submission.RunId);
        }

        await foreach (var change in new RunWatcher().WatchAsync(tower.Runs, runs, tower.IsOnThisMachine ? Settings.WatchClosely : null, cancellationToken))
        {
            Console.WriteLine($"{change.Run?.Name ?? change.WatchedId}: {change.Run?.State}");
            tally.Count(change);
        }

        return tally;
    }

    /// <summary>The sheet counts by its digest: the same rows are the same work, wherever the dataset lies.</summary>
    private RunPlan<TowerLaunch> PlanOf(SheetDataset sheet) => new()
    {
        Request = new TowerLaunch { Pipeline = settings.Pipeline, RunNamePrefix = "sample", Parameters = new JsonObject { ["input"] = sheet.Url, ["outdir"] = settings.Outdir } },
        Inputs = new Dictionary<string, ContentIdentity> { ["/input"] = sheet.ToIdentity() },
    };
}
