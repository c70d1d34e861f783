using System.Text.Json.Nodes;
using Quartz;
using QuartzCluster.Orders;
using RoundTrip;
using RoundTrip.Staging;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Synapse;
using SageTasks.Tables;
using SageTasks.Tower;

namespace QuartzCluster.Jobs;

/// <summary>Takes the samples from Synapse, stages their files, and orders a launch for each. One at a time in the whole cluster, as all stage in one folder.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(6, "00:00:05", 2.0, MaxDelay = "00:05:00")]
internal sealed class ExtractJob(SynapseClient synapse, TowerPlatform tower, Settings settings) : IJob<ExtractOrder>
{
    private static readonly SheetColumns<StagedSample> Columns = new()
    {
        { "sample", staged => staged.Sample },
        { "fastq_1", staged => staged.Read1.Location },
        { "fastq_2", staged => staged.Read2.Location },
        { "strandedness", staged => staged.Strandedness ?? "auto" },
    };

    public async ValueTask Execute(IJobExecutionContext context, ExtractOrder order, CancellationToken cancellationToken = default)
    {
        var staging = new LocalStaging(synapse, settings.StateFolder);
        var study = await Study.EnsureAsync(synapse, settings.Project, [], _ => null, cancellationToken);
        var samples = await new SampleExtraction(synapse, staging).RunAsync(study, order.Samples, _ => null, cancellationToken);
        foreach (var sample in samples)
        {
            var work = order.Scope is null ? sample.Sample : $"{sample.Sample} in {order.Scope}";
            var sheet = await new SheetDatasets(tower.Client).PutAsync(SheetUpload.Of($"sample-{sample.Sample}", SampleSheet.Create([sample], Columns)), cancellationToken);
            var launch = new LaunchOrder(work, sample.Sample, [.. sample.Files.Select(file => file.Id.ToString())], PlanOf(sheet, sample, staging.OutputFolder, order.Scope));
            await context.Scheduler.NextAsync<LaunchJob, LaunchOrder>(work, launch, cancellationToken: cancellationToken);
        }

        context.Result = JobRunReport.Succeeded($"ordered {samples.Count} launches");
    }

    /// <summary>The sheet counts by its digest and the reads by theirs, so that changed bytes are other work and a night without news starts nothing.</summary>
    private RunPlan<TowerLaunch> PlanOf(SheetDataset sheet, StagedSample sample, string outdir, string? scope)
    {
        var inputs = new Dictionary<string, ContentIdentity>(StringComparer.Ordinal) { ["/input"] = sheet.ToIdentity() };
        foreach (var file in sample.Files)
        {
            inputs[file.Id.ToString()] = ContentIdentity.Md5(file.Md5);
        }

        var request = new TowerLaunch { Pipeline = settings.Pipeline, RunNamePrefix = "read-stats", Parameters = new JsonObject { ["input"] = sheet.Url, ["outdir"] = outdir } };
        return new RunPlan<TowerLaunch> { Request = request, Inputs = inputs, Scope = scope };
    }
}
