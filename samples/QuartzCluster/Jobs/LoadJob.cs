using Quartz;
using QuartzCluster.Orders;
using RoundTrip;
using SageTasks.Samples;
using SageTasks.Synapse;
using SageTasks.Tower;

namespace QuartzCluster.Jobs;

/// <summary>Stores the result of a run in Synapse, with what it was made from. What is there already is left alone.</summary>
[RetryPolicy(6, "00:00:05", 2.0, MaxDelay = "00:05:00")]
internal sealed class LoadJob(SynapseClient synapse, TowerPlatform tower, Settings settings) : IJob<RunOrder>
{
    public async ValueTask Execute(IJobExecutionContext context, RunOrder order, CancellationToken cancellationToken = default)
    {
        var study = await Study.EnsureAsync(synapse, settings.Project, [], _ => null, cancellationToken);
        var output = await new RunOutputs(tower.Client).ReadAsync(order.RunId, cancellationToken: cancellationToken);
        var stored = await new SynapseFiles(synapse).StoreAsync(
            new FileStore
            {
                Path = Path.Combine(output.PathOf("{runName}"), $"{order.Sample}.json"),
                ParentId = study.Results,
                Provenance = new ProvenanceNote { Name = "Read statistics", Used = [.. order.Reads.Select(id => (ProvenanceSource)SynapseId.Parse(id))], Executed = [settings.Pipeline] },
            },
            cancellationToken: cancellationToken);
        context.Result = Steps.Report($"{stored.Outcome} {stored.Id}", order.Work, order.RunId);
    }
}
