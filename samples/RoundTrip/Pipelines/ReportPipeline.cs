using System.Text.Json;
using SageTasks.Tables;
using SageTasks.Testing;

namespace RoundTrip.Pipelines;

/// <summary>The second, chained pipeline: merges the statistics of all samples into a table and an HTML report with plots.</summary>
internal static class ReportPipeline
{
    public const string Url = "https://github.com/sagetasks/read-report";

    private static readonly SheetColumns<ReadStatistics> Columns = new()
    {
        { "sample", sample => sample.Sample },
        { "reads", sample => sample.Reads },
        { "bases", sample => sample.Bases },
        { "gc_percent", sample => sample.GcPercent },
        { "mean_quality", sample => sample.MeanQuality },
        { "q30_percent", sample => sample.Q30Percent },
        { "min_length", sample => (long)sample.Lengths.Keys.Min() },
        { "max_length", sample => (long)sample.Lengths.Keys.Max() },
    };

    public static async Task RunAsync(IPipelineRun run, CancellationToken cancellationToken)
    {
        var statistics = run.Parameter("statistics");
        var files = new PipelineFiles(run, statistics, run.Parameter("outdir"));
        var found = (await files.ListAsync(statistics, cancellationToken)).Where(file => file.Location.Name.EndsWith(".json", StringComparison.Ordinal)).ToArray();
        if (found.Length == 0)
        {
            throw new InvalidDataException($"There are no statistics in {statistics}; give the folder that the first pipeline wrote.");
        }

        var task = new PipelineTask { Process = "MERGE", Inputs = [.. found.Select(file => $"{file.Location} {file.Version}")], Script = $"merge {statistics}" };
        var folder = await run.RunTaskAsync(task, async (work, token) =>
        {
            var samples = new List<ReadStatistics>();
            foreach (var file in found)
            {
                samples.Add(await ReadAsync(await files.StageAsync(file.Location.ToString(), work, token), token));
            }

            var table = SampleSheet.Create(samples, Columns, new SampleSheetOptions { FileName = "read_statistics.csv", SortBy = ["sample"] });
            await File.WriteAllBytesAsync(Path.Combine(work, table.FileName), table.Content.ToArray(), token);
            await File.WriteAllTextAsync(Path.Combine(work, "report.html"), HtmlReport.Of(samples), token);
        }, cancellationToken);
        foreach (var name in new[] { "read_statistics.csv", "report.html" })
        {
            await files.PublishAsync(run, Path.Combine(folder, name), name, cancellationToken);
        }
    }

    private static async Task<ReadStatistics> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return (await JsonSerializer.DeserializeAsync(content, ReadStatisticsJson.Default.ReadStatistics, cancellationToken))!;
    }
}
