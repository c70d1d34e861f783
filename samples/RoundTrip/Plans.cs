using System.Text.Json.Nodes;
using RoundTrip.Staging;
using SageTasks.Runs;
using SageTasks.Tower;

namespace RoundTrip;

/// <summary>What the two runs are asked to do.</summary>
internal sealed class Plans(Settings settings, string outputFolder)
{
    /// <summary>The sheet counts by its digest and the reads by theirs, so that changed bytes are other work.</summary>
    public RunPlan<TowerLaunch> Statistics(SheetDataset sheet, IReadOnlyList<StagedSample> samples)
    {
        var inputs = new Dictionary<string, ContentIdentity>(StringComparer.Ordinal) { ["/input"] = sheet.ToIdentity() };
        foreach (var file in samples.SelectMany(sample => sample.Files))
        {
            inputs[file.Id.ToString()] = ContentIdentity.Md5(file.Md5);
        }

        return new RunPlan<TowerLaunch> { Request = Launch(settings.StatisticsPipeline, "read-stats", ("input", sheet.Url)), Inputs = inputs };
    }

    public RunPlan<TowerLaunch> Report(string statistics) => new() { Request = Launch(settings.ReportPipeline, "read-report", ("statistics", statistics)) };

    private TowerLaunch Launch(string pipeline, string name, (string Name, string Value) input) => new()
    {
        Pipeline = pipeline,
        RunNamePrefix = name,
        ComputeEnv = settings.ComputeEnv,
        WorkDir = settings.WorkDir,
        Parameters = new JsonObject { [input.Name] = input.Value, ["outdir"] = outputFolder },
    };
}
