using System.Text.Json;
using SageTasks.Tables;
using SageTasks.Testing;

namespace RoundTrip.Pipelines;

/// <summary>The first pipeline: reads an nf-core/rnaseq sample sheet and computes the statistics of each sample's reads, one task a sample.
/// Results go to <c>outdir/RUN NAME/SAMPLE.json</c>.</summary>
internal static class ReadStatsPipeline
{
    public const string Url = "https://github.com/sagetasks/read-stats";

    public static async Task RunAsync(PipelineContext run, CancellationToken cancellationToken)
    {
        var sheet = run.Parameter("input") ?? throw new InvalidDataException("The parameter 'input' is missing: give the sample sheet.");
        await using var content = await run.OpenAsync(sheet, cancellationToken);
        var lanes = await TableReader.ReadAsync(content, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var target = Directory.CreateDirectory(Path.Combine(run.OutputFolder, run.RunName)).FullName;
        run.Log($"{lanes.Count} rows in {sheet}");
        await Task.WhenAll(lanes.GroupBy(lane => lane.GetString("sample"), StringComparer.Ordinal)
            .Select(sample => CountAsync(run, sample.Key, [.. sample], target, cancellationToken)));
    }

    private static async Task CountAsync(PipelineContext run, string sample, TableRow[] lanes, string target, CancellationToken cancellationToken)
    {
        var files = lanes.SelectMany(FilesOf).ToArray();
        var task = new PipelineTask { Process = "READ_STATS", Tag = sample, Inputs = files, Script = $"count {string.Join(' ', files)}" };
        var folder = await run.RunTaskAsync(task, async (work, token) =>
        {
            var counter = new FastqCounter();
            foreach (var lane in lanes)
            {
                await AddAsync(run, counter, FilesOf(lane), token);
            }

            var statistics = counter.Result(sample);
            await work.Out.WriteLineAsync($"{sample}: {statistics.Reads} reads");
            await using var result = File.Create(Path.Combine(work.Folder, "statistics.json"));
            await JsonSerializer.SerializeAsync(result, statistics, ReadStatisticsJson.Default.ReadStatistics, token);
        }, cancellationToken);
        File.Copy(Path.Combine(folder, "statistics.json"), Path.Combine(target, $"{sample}.json"), overwrite: true);
    }

    /// <summary>Counts a lane. A gzip file that was cut between two reads looks whole: only its mate tells.</summary>
    private static async Task AddAsync(PipelineContext run, FastqCounter counter, string[] files, CancellationToken cancellationToken)
    {
        var reads = new List<long>();
        foreach (var file in files)
        {
            reads.Add(await counter.AddAsync(run.PathOf(file), cancellationToken));
        }

        if (reads.Distinct().Count() > 1)
        {
            throw new InvalidDataException($"{files[0]} holds {reads[0]} reads and {files[1]} {reads[1]}, but mates come in pairs; fetch the shorter file again.");
        }
    }

    private static string[] FilesOf(TableRow lane) =>
        [.. new[] { lane["fastq_1"], lane["fastq_2"] }.Where(file => !string.IsNullOrEmpty(file)).Select(file => file!)];
}
