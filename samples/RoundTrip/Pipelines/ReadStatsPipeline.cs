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
            .Select(sample => CountAsync(run, sample.Key, FilesOf(sample), target, cancellationToken)));
    }

    private static string[] FilesOf(IEnumerable<TableRow> lanes) =>
        [.. lanes.SelectMany(lane => new[] { lane["fastq_1"], lane["fastq_2"] }).Where(file => !string.IsNullOrEmpty(file)).Select(file => file!)];

    private static async Task CountAsync(PipelineContext run, string sample, string[] files, string target, CancellationToken cancellationToken)
    {
        var task = new PipelineTask { Process = "READ_STATS", Tag = sample, Inputs = files, Script = $"count {string.Join(' ', files)}" };
        var folder = await run.RunTaskAsync(task, async (work, token) =>
        {
            var counter = new FastqCounter();
            foreach (var file in files)
            {
                await counter.AddAsync(run.PathOf(file), token);
            }

            var statistics = counter.Result(sample);
            await work.Out.WriteLineAsync($"{sample}: {statistics.Reads} reads");
            await using var result = File.Create(Path.Combine(work.Folder, "statistics.json"));
            await JsonSerializer.SerializeAsync(result, statistics, ReadStatisticsJson.Default.ReadStatistics, token);
        }, cancellationToken);
        File.Copy(Path.Combine(folder, "statistics.json"), Path.Combine(target, $"{sample}.json"), overwrite: true);
    }
}
