using System.Text.Json.Nodes;
using RoundTrip.Pipelines;
using SageTasks.Runs;
using SageTasks.Synapse;
using SageTasks.Tables;
using SageTasks.Tower;
using TransferProgress = SageTasks.Storage.TransferProgress;

namespace RoundTrip;

/// <summary>The main job: takes reads and metadata from Synapse, runs two chained pipelines on Tower exactly once, brings the results back.</summary>
internal sealed class RoundTripJob(string readsFolder, string stateFolder, Display display)
{
    /// <summary>How the sample sheet of nf-core/rnaseq is made of a staged sample: this is all that a user writes.</summary>
    private static readonly SheetColumns<StagedSample> RnaseqSheet = new()
    {
        { "sample", staged => staged.Sample },
        { "fastq_1", staged => staged.Read1.Path },
        { "fastq_2", staged => staged.Read2.Path },
        { "strandedness", staged => staged.Strandedness ?? "auto" },
    };

    private static readonly WatchOptions Watch = new() { MinInterval = TimeSpan.FromMilliseconds(200), MaxInterval = TimeSpan.FromSeconds(2) };

    private readonly SubmissionGuard _guard = new();
    private readonly List<Submission> _submissions = [];

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        var pairs = await ReadPair.InAsync(readsFolder, cancellationToken);
        await using var platforms = await Platforms.StartAsync(stateFolder, cancellationToken);
        var (synapse, tower) = (platforms.Synapse, platforms.Tower);
        var runs = new TowerRuns(tower, new TowerRunsOptions { Service = "tower:local", SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) });
        display.Say("platforms", $"Synapse {platforms.SynapseUrl}, Tower {platforms.TowerUrl}, state in {stateFolder}");
        var study = await display.TransferAsync(bar => Study.EnsureAsync(synapse, pairs, bar, cancellationToken));
        display.Say("study", $"{Words.Count(2 * pairs.Count, "file")} of {Words.Count(pairs.Count, "sample")} in {study.Project}, named by the table {study.Samples}");

        var staged = await ExtractAsync(synapse, study, pairs, cancellationToken);
        var sheet = await BuildSheetAsync(staged, cancellationToken);
        var dataset = await new SheetDatasets(tower).PutAsync(SheetUpload.Of("round-trip", sheet), cancellationToken);
        display.Say("sheet", $"{sheet.FileName} with {Words.Count(sheet.RowCount, "row")} is version {dataset.Version} of the dataset {dataset.Dataset}");

        var statistics = await LaunchAsync(tower, runs, "statistics", StatisticsPlan(dataset, staged), cancellationToken);
        var folder = await OutputOfAsync(tower, statistics, cancellationToken);
        var report = await LaunchAsync(tower, runs, "report", ReportPlan(folder), cancellationToken);
        var results = await OutputOfAsync(tower, report, cancellationToken);

        var stored = await LoadAsync(synapse, study, staged, statistics, folder, results, cancellationToken);
        return Summarize(platforms, stored, results);
    }

    private async Task<IReadOnlyList<StagedSample>> ExtractAsync(
        SynapseClient synapse, Study study, IReadOnlyList<ReadPair> pairs, CancellationToken cancellationToken)
    {
        var wanted = pairs.Select(pair => pair.Sample).ToHashSet(StringComparer.Ordinal);
        var latest = new SortedDictionary<string, TableRow>(StringComparer.Ordinal);
        await foreach (var row in new SynapseTables(synapse).QueryAsync($"select sample, read1, read2, strandedness from {study.Samples}", cancellationToken))
        {
            latest[row.GetString("sample")] = row;
        }

        var staged = await display.TransferAsync(bar => StageAsync(synapse, latest.Values.Where(row => wanted.Contains(row.GetString("sample"))), bar, cancellationToken));
        var files = staged.SelectMany(sample => new[] { sample.Read1, sample.Read2 }).ToList();
        display.Say("extract", $"{Words.Count(files.Count, "file")} staged, MD5 verified, {Words.Count(files.Sum(file => file.BytesDownloaded), "byte")} downloaded");
        return staged;
    }

    private async Task<IReadOnlyList<StagedSample>> StageAsync(
        SynapseClient synapse, IEnumerable<TableRow> samples, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var staged = new List<StagedSample>();
        foreach (var row in samples)
        {
            staged.Add(new StagedSample(
                row.GetString("sample"),
                row["strandedness"],
                await DownloadAsync(synapse, row, "read1", bar, cancellationToken),
                await DownloadAsync(synapse, row, "read2", bar, cancellationToken)));
        }

        return staged;
    }

    private Task<DownloadedFile> DownloadAsync(
        SynapseClient synapse, TableRow sample, string read, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var id = sample.GetString(read);
        var folder = Directory.CreateDirectory(Path.Combine(stateFolder, "staging", id)).FullName;
        var download = new FileDownload { Id = SynapseId.Parse(id), Path = folder + Path.DirectorySeparatorChar };
        return new SynapseFiles(synapse).DownloadAsync(download, bar($"extract: {sample["sample"]} {read}"), cancellationToken);
    }

    private static async Task<SampleSheet> BuildSheetAsync(IReadOnlyList<StagedSample> staged, CancellationToken cancellationToken)
    {
        var schema = SheetSchema.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema_input.json"), cancellationToken));
        return SampleSheet.Create(staged, RnaseqSheet, new SampleSheetOptions { Schema = schema, SortBy = ["sample"] });
    }

    /// <summary>The sheet counts by its digest and the reads by theirs, so that changed bytes are other work.</summary>
    private RunPlan<TowerLaunch> StatisticsPlan(SheetDataset dataset, IReadOnlyList<StagedSample> staged)
    {
        var inputs = new Dictionary<string, ContentIdentity>(StringComparer.Ordinal) { ["/input"] = dataset.ToIdentity() };
        foreach (var file in staged.SelectMany(sample => new[] { sample.Read1, sample.Read2 }))
        {
            inputs[file.Id.ToString()] = ContentIdentity.Md5(file.Md5!);
        }

        return new RunPlan<TowerLaunch>
        {
            Request = new TowerLaunch
            {
                Pipeline = ReadStatsPipeline.Url,
                RunNamePrefix = "read-stats",
                Parameters = new JsonObject { ["input"] = dataset.Url, ["outdir"] = Path.Combine(stateFolder, "runs") },
            },
            Inputs = inputs,
        };
    }

    private RunPlan<TowerLaunch> ReportPlan(string statistics) => new()
    {
        Request = new TowerLaunch
        {
            Pipeline = ReportPipeline.Url,
            RunNamePrefix = "read-report",
            Parameters = new JsonObject { ["statistics"] = statistics, ["outdir"] = Path.Combine(stateFolder, "runs") },
        },
    };

    private async Task<Submission> LaunchAsync(TowerClient tower, TowerRuns runs, string what, RunPlan<TowerLaunch> plan, CancellationToken cancellationToken)
    {
        var submission = await _guard.SubmitAsync(runs, plan, cancellationToken: cancellationToken);
        _submissions.Add(submission);
        display.Say(what, $"{Words.Of(submission.Outcome)} run {submission.RunName} ({submission.RunId})");
        await display.FollowAsync(what, tower, submission, new RunWatcher().WaitAsync(runs, submission, Watch, cancellationToken), cancellationToken);
        return submission;
    }

    /// <summary>Pipelines write to <c>outdir/RUN NAME</c>: the name is the one that the run really has, which a resumed run changes.</summary>
    private static async Task<string> OutputOfAsync(TowerClient tower, Submission submission, CancellationToken cancellationToken)
    {
        var output = await new RunOutputs(tower).ReadAsync(submission.RunId, cancellationToken: cancellationToken);
        return Path.Combine(output.OutputDirectory, output.RunName);
    }

    private async Task<IReadOnlyList<StoredFile>> LoadAsync(
        SynapseClient synapse, Study study, IReadOnlyList<StagedSample> staged, Submission statistics, string folder, string results, CancellationToken cancellationToken)
    {
        var provenance = new ProvenanceNote
        {
            Name = "Read statistics",
            Description = $"Tower run {statistics.RunName}",
            Used = [.. staged.SelectMany(sample => new ProvenanceSource[] { sample.Read1.Id, sample.Read2.Id })],
            Executed = [ReadStatsPipeline.Url, ReportPipeline.Url],
        };
        var table = await TableReader.ReadFileAsync(Path.Combine(results, "read_statistics.csv"), cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var stored = new List<StoredFile>();
        foreach (var row in table)
        {
            var annotations = new Dictionary<string, AnnotationValue>
            {
                ["sample"] = AnnotationValue.Of(row.GetString("sample")),
                ["reads"] = AnnotationValue.Of(row.GetInt64("reads")),
                ["meanQuality"] = AnnotationValue.Of(row.GetDouble("mean_quality")),
            };
            stored.Add(await StoreAsync(synapse, study, Path.Combine(folder, $"{row["sample"]}.json"), provenance, annotations, cancellationToken));
        }

        stored.Add(await StoreAsync(synapse, study, Path.Combine(results, "read_statistics.csv"), provenance, null, cancellationToken));
        stored.Add(await StoreAsync(synapse, study, Path.Combine(results, "report.html"), provenance, null, cancellationToken));
        var header = new TableHeader(["sample", "run", "reads", "bases", "gc_percent", "mean_quality", "q30_percent"]);
        var rows = table.Select(row => new TableRow(header, [row["sample"], statistics.RunId, row["reads"], row["bases"], row["gc_percent"], row["mean_quality"], row["q30_percent"]]));
        var appended = await new SynapseTables(synapse).AppendAsync(new RowAppend { TableId = study.Statistics, KeyColumns = ["sample", "run"] }, rows, cancellationToken);
        display.Say("load", $"{Words.Count(stored.Count, "file")} in {study.Results}, {stored.Count(file => file.BytesUploaded > 0)} of them uploaded; {Words.Count(appended.Appended, "row")} appended to {study.Statistics}");
        return stored;
    }

    private static Task<StoredFile> StoreAsync(
        SynapseClient synapse, Study study, string path, ProvenanceNote provenance, Dictionary<string, AnnotationValue>? annotations, CancellationToken cancellationToken) =>
        new SynapseFiles(synapse).StoreAsync(
            new FileStore { Path = path, ParentId = study.Results, Provenance = provenance, Annotations = annotations }, cancellationToken: cancellationToken);

    private Summary Summarize(Platforms platforms, IReadOnlyList<StoredFile> stored, string results)
    {
        var summary = new Summary
        {
            Launched = _submissions.Count(submission => submission.Outcome is not (SubmissionOutcome.Attached or SubmissionOutcome.Reused)),
            Reused = _submissions.Count(submission => submission.Outcome is SubmissionOutcome.Attached or SubmissionOutcome.Reused),
            Uploaded = stored.Count(file => file.BytesUploaded > 0),
        };
        display.Say("page", new Uri(Path.Combine(results, "report.html")).AbsoluteUri);
        display.Say("table", new Uri(Path.Combine(results, "read_statistics.csv")).AbsoluteUri);
        display.Say("journals", $"{platforms.TowerFolder} and {platforms.SynapseFolder}");
        if (summary is { Launched: 0, Uploaded: 0 })
        {
            display.Say("again", "both runs were reused and nothing was uploaded");
        }

        return summary;
    }
}
