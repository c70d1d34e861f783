using System.Text.Json;
using SageTasks.Tables;
using SageTasks.Testing;

namespace RoundTrip.Pipelines;

/// <summary>The first pipeline: reads an nf-core/rnaseq sample sheet and computes the statistics of each sample's reads, one task a sample.
/// Results go to <c>outdir/RUN NAME/SAMPLE.json</c>.</summary>
internal static class ReadStatsPipeline
{
    public const string Url = "https://github.com/sagetasks/read-stats";

    public static async Task RunAsync(IPipelineRun run, CancellationToken cancellationToken)
    {
        var sheet = run.Parameter("input");
        await using var content = await run.OpenDatasetAsync(sheet, cancellationToken);
        var lanes = await TableReader.ReadAsync(content, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var files = new PipelineFiles(run, [run.Parameter("outdir"), .. lanes.SelectMany(FilesOf)]);
        run.Log($"{lanes.Count} rows in {sheet}");
        await Task.WhenAll(lanes.GroupBy(lane => lane.GetString("sample"), StringComparer.Ordinal)
            .Select(sample => CountAsync(run, files, sample.Key, [.. sample.Select(FilesOf)], cancellationToken)));
    }

    private static async Task CountAsync(IPipelineRun run, PipelineFiles files, string sample, string[][] lanes, CancellationToken cancellationToken)
    {
        var inputs = lanes.SelectMany(lane => lane).ToArray();
        var task = new PipelineTask { Process = "READ_STATS", Tag = sample, Inputs = inputs, Script = $"count {string.Join(' ', inputs)}" };
        var folder = await run.RunTaskAsync(task, async (work, token) =>
        {
            var statistics = await StatisticsOf(sample, await StageAsync(files, lanes, work, token), token);
            await using var result = File.Create(Path.Combine(work, "statistics.json"));
            await JsonSerializer.SerializeAsync(result, statistics, ReadStatisticsJson.Default.ReadStatistics, token);
        }, cancellationToken);
        await files.PublishAsync(run, Path.Combine(folder, "statistics.json"), $"{sample}.json", cancellationToken);
    }

    // A folder for each lane, as files of two lanes may have one name.
    private static async Task<string[][]> StageAsync(PipelineFiles files, string[][] lanes, string work, CancellationToken cancellationToken)
    {
        var staged = new string[lanes.Length][];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            staged[lane] = new string[lanes[lane].Length];
            for (var mate = 0; mate < lanes[lane].Length; mate++)
            {
                staged[lane][mate] = await files.StageAsync(lanes[lane][mate], Path.Combine(work, $"lane {lane + 1}"), cancellationToken);
            }
        }

        return staged;
    }

    private static async Task<ReadStatistics> StatisticsOf(string sample, string[][] lanes, CancellationToken cancellationToken)
    {
        var counter = new FastqCounter();
        foreach (var lane in lanes)
        {
            await AddAsync(counter, lane, cancellationToken);
        }

        return counter.Result(sample);
    }

    /// <summary>Counts a lane. A gzip file that was cut between two reads looks whole: only its mate tells.</summary>
    private static async Task AddAsync(FastqCounter counter, string[] files, CancellationToken cancellationToken)
    {
        var reads = new List<long>();
        foreach (var file in files)
        {
            reads.Add(await counter.AddAsync(file, cancellationToken));
        }

        if (reads.Distinct().Count() > 1)
        {
            throw new InvalidDataException($"{files[0]} holds {reads[0]} reads and {files[1]} {reads[1]}, but mates come in pairs; fetch the shorter file again.");
        }
    }

    private static string[] FilesOf(TableRow lane) =>
        [.. new[] { lane["fastq_1"], lane["fastq_2"] }.Where(file => !string.IsNullOrEmpty(file)).Select(file => file!)];
}
