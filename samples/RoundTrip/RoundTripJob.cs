using RoundTrip.Pipelines;
using RoundTrip.Staging;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Tables;
using SageTasks.Testing;
using SageTasks.Tower;

namespace RoundTrip;

/// <summary>The main job: takes reads and metadata from Synapse, runs two chained pipelines on Tower exactly once, brings the results back.</summary>
internal sealed class RoundTripJob(Settings settings, Display display)
{
    /// <summary>How the sample sheet of nf-core/rnaseq is made of a staged sample: this is all that a user writes.</summary>
    private static readonly SheetColumns<StagedSample> RnaseqSheet = new()
    {
        { "sample", staged => staged.Sample },
        { "fastq_1", staged => staged.Read1.Location },
        { "fastq_2", staged => staged.Read2.Location },
        { "strandedness", staged => staged.Strandedness ?? "auto" },
    };

    // Runs on this machine end soon, and nobody counts the questions.
    private static readonly WatchOptions WatchClosely = new() { MinInterval = TimeSpan.FromMilliseconds(200), MaxInterval = TimeSpan.FromSeconds(2) };

    private readonly SubmissionGuard _guard = new();
    private readonly List<Submission> _submissions = [];

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        // What the command line got wrong is said before anything is begun.
        var realSynapse = settings.Synapse is null ? null : SynapsePlatform.Reach(settings.Synapse);
        var realTower = settings.Tower is null ? null : TowerPlatform.Reach(settings.Tower);
        RequireReachable(realTower);
        var stores = settings.Staging is null ? null : CloudStores.For([settings.Staging]);
        var pairs = await ReadPair.InAsync(settings.ReadsFolder, cancellationToken);
        await using var synapse = realSynapse ?? await SynapsePlatform.EmbedAsync(settings.StateFolder, cancellationToken);
        await using var tower = realTower ?? await TowerPlatform.EmbedAsync(settings.StateFolder, AddPipelines, cancellationToken);
        var staging = await StagingAsync(stores, synapse, cancellationToken);
        display.Say("platforms", $"Synapse {synapse.Address}, Tower {tower.Address}, state in {settings.StateFolder}, staging in {settings.Staging?.ToString() ?? "the same"}");
        var study = await display.TransferAsync(bar => Study.EnsureAsync(synapse.Client, settings.Project, pairs, bar, cancellationToken));
        display.Say("study", $"{Words.Count(2 * pairs.Count, "file")} of {Words.Count(pairs.Count, "sample")} in {study.Project}, named by the table {study.Samples}");

        var samples = await display.TransferAsync(bar => new SampleExtraction(synapse.Client, staging).RunAsync(study, [.. pairs.Select(pair => pair.Sample)], bar, cancellationToken));
        SayExtracted([.. samples.SelectMany(sample => sample.Files)]);
        var sheet = await BuildSheetAsync(samples, cancellationToken);
        var dataset = await new SheetDatasets(tower.Client).PutAsync(SheetUpload.Of("round-trip", sheet), cancellationToken);
        display.Say("sheet", $"{sheet.FileName} with {Words.Count(sheet.RowCount, "row")} is version {dataset.Version} of the dataset {dataset.Dataset}");

        var plans = new Plans(settings, staging.OutputFolder);
        var statistics = await LaunchAsync(tower, "statistics", plans.Statistics(dataset, samples), cancellationToken);
        var statisticsFolder = await OutputOfAsync(tower, statistics, cancellationToken);
        var report = await LaunchAsync(tower, "report", plans.Report(statisticsFolder), cancellationToken);
        var reportFolder = await OutputOfAsync(tower, report, cancellationToken);

        statisticsFolder = await display.TransferAsync(bar => staging.FetchAsync(statisticsFolder, bar, cancellationToken));
        reportFolder = await display.TransferAsync(bar => staging.FetchAsync(reportFolder, bar, cancellationToken));
        var loaded = await new ResultLoad(synapse.Client, study, ProvenanceOf(samples, statistics)).RunAsync(statistics, statisticsFolder, reportFolder, cancellationToken);
        display.Say("load", $"{Words.Count(loaded.Files, "file")} in {study.Results}, {loaded.Uploaded} of them uploaded; {Words.Count(loaded.Rows, "row")} appended to {study.Statistics}");
        SayWhere(reportFolder, [.. new[] { tower.Folder, synapse.Folder }.Where(folder => folder is not null)]);
        return Summarize(loaded);
    }

    /// <exception cref="InvalidDataException">The pipelines could not be found, or could not see their inputs.</exception>
    private void RequireReachable(TowerPlatform? real)
    {
        if (real is null or { IsOnThisMachine: true })
        {
            return;
        }

        if (settings.Staging is null)
        {
            throw new InvalidDataException($"--tower: what runs on {real.Address} cannot see this machine's files; name a place that it reaches with --staging (s3://, gs:// or az://).");
        }

        if (settings is { StatisticsPipeline: ReadStatsPipeline.Url } or { ReportPipeline: ReportPipeline.Url })
        {
            throw new InvalidDataException("--tower: the sample's two pipelines are part of this program and in no repository; name yours with --statistics-pipeline and --report-pipeline.");
        }
    }

    private static void AddPipelines(LocalTower tower)
    {
        tower.AddPipeline(ReadStatsPipeline.Url, (run, token) => ReadStatsPipeline.RunAsync(new EmbeddedRun(run), token));
        tower.AddPipeline(ReportPipeline.Url, (run, token) => ReportPipeline.RunAsync(new EmbeddedRun(run), token));
    }

    private async Task<IStaging> StagingAsync(ObjectStores? stores, SynapsePlatform synapse, CancellationToken cancellationToken)
    {
        if (stores is null)
        {
            return new LocalStaging(synapse.Client, settings.StateFolder);
        }

        var staging = new ObjectStaging(settings.Staging!, stores, synapse.Client, settings.StateFolder);
        await staging.CheckAsync(cancellationToken);
        return staging;
    }

    private void SayExtracted(IReadOnlyList<StagedFile> files) =>
        display.Say("extract", $"{Words.Count(files.Count, "file")} staged, verified by {string.Join(" or ", files.Select(file => file.VerifiedBy).Distinct())}, {Words.Count(files.Sum(file => file.BytesMoved), "byte")} moved");

    private static async Task<SampleSheet> BuildSheetAsync(IReadOnlyList<StagedSample> samples, CancellationToken cancellationToken)
    {
        var schema = SheetSchema.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema_input.json"), cancellationToken));
        return SampleSheet.Create(samples, RnaseqSheet, new SampleSheetOptions { Schema = schema, SortBy = ["sample"] });
    }

    private async Task<Submission> LaunchAsync(TowerPlatform tower, string what, RunPlan<TowerLaunch> plan, CancellationToken cancellationToken)
    {
        var submission = await _guard.SubmitAsync(tower.Runs, plan, cancellationToken: cancellationToken);
        _submissions.Add(submission);
        display.Say(what, $"{Words.Of(submission.Outcome)} run {submission.RunName} ({submission.RunId})");
        var ended = new RunWatcher().WaitAsync(tower.Runs, submission, tower.IsOnThisMachine ? WatchClosely : null, cancellationToken);
        await display.FollowAsync(what, tower.Client, submission, ended, cancellationToken);
        return submission;
    }

    /// <summary>Pipelines write to <c>outdir/RUN NAME</c>: the name is the one that the run really has, which a resumed run changes.</summary>
    private static async Task<string> OutputOfAsync(TowerPlatform tower, Submission submission, CancellationToken cancellationToken)
    {
        var output = await new RunOutputs(tower.Client).ReadAsync(submission.RunId, cancellationToken: cancellationToken);
        return output.PathOf("{runName}");
    }

    private ProvenanceNote ProvenanceOf(IReadOnlyList<StagedSample> samples, Submission statistics) => new()
    {
        Name = "Read statistics",
        Description = $"Tower run {statistics.RunName}",
        Used = [.. samples.SelectMany(sample => sample.Files).Select(file => (ProvenanceSource)file.Id)],
        Executed = [settings.StatisticsPipeline, settings.ReportPipeline],
    };

    private void SayWhere(string reportFolder, IReadOnlyList<string?> journals)
    {
        display.Say("page", new Uri(Path.Combine(reportFolder, ResultLoad.Page)).AbsoluteUri);
        display.Say("table", new Uri(Path.Combine(reportFolder, ResultLoad.Table)).AbsoluteUri);
        if (journals.Count > 0)
        {
            display.Say("journals", string.Join(" and ", journals));
        }
    }

    private Summary Summarize(LoadedResults loaded)
    {
        var reused = _submissions.Count(submission => submission.Outcome is SubmissionOutcome.Attached or SubmissionOutcome.Reused);
        var summary = new Summary { Launched = _submissions.Count - reused, Reused = reused, Uploaded = loaded.Uploaded };
        if (summary is { Launched: 0, Uploaded: 0 })
        {
            display.Say("again", "both runs were reused and nothing was uploaded");
        }

        return summary;
    }
}
