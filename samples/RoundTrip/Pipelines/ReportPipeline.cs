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

    public static Task RunAsync(PipelineContext run, CancellationToken cancellationToken)
    {
        var folder = run.PathOf(run.Parameter("statistics") ?? throw new InvalidDataException("The parameter 'statistics' is missing: give the folder."));
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray();
        var target = Directory.CreateDirectory(Path.Combine(run.OutputFolder, run.RunName)).FullName;
        var task = new PipelineTask { Process = "MERGE", Inputs = files, Script = $"merge {folder}" };
        return run.RunTaskAsync(task, async (work, token) =>
        {
            var samples = new List<ReadStatistics>();
            foreach (var file in files)
            {
                await using var content = File.OpenRead(file);
                samples.Add((await JsonSerializer.DeserializeAsync(content, ReadStatisticsJson.Default.ReadStatistics, token))!);
            }

            var table = SampleSheet.Create(samples, Columns, new SampleSheetOptions { FileName = "read_statistics.csv", SortBy = ["sample"] });
            await File.WriteAllBytesAsync(Path.Combine(target, table.FileName), table.Content.ToArray(), token);
            await File.WriteAllTextAsync(Path.Combine(target, "report.html"), HtmlReport.Of(samples), token);
            await work.Out.WriteLineAsync($"{samples.Count} samples");
        }, cancellationToken);
    }
}
