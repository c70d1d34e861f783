using SageTasks.Synapse;

namespace SageTasks.Benchmarks;

/// <summary>Storing a file, against the least code that uploads one.</summary>
internal static class SynapseUp
{
    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        await using var scene = await TransferScene.CreateAsync(scale.FileMebibytes, cancellationToken);
        var ratios = await InTurns.RatioAsync(
            scale.Rounds,
            async _ => (await scene.Files.StoreAsync(
                new FileStore { Path = scene.Source, ParentId = scene.Project, Name = scene.Change() }, cancellationToken: cancellationToken)).Outcome == StoreOutcome.Created,
            async _ => (await scene.Bare.UploadAsync(scene.Source, scene.Project.ToString(), scene.Change(), cancellationToken)).StartsWith("syn", StringComparison.Ordinal));
        return new Line { Ratio = ratios.Time, Goal = 1.25, Details = $"cpu={ratios.Processor:0.000} MiB={scale.FileMebibytes}" };
    }
}
