using SageTasks.Synapse;

namespace SageTasks.Benchmarks;

/// <summary>Bringing a file, against the least code that downloads one and compares its MD5.</summary>
internal static class SynapseDown
{
    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        await using var scene = await TransferScene.CreateAsync(scale.FileMebibytes, cancellationToken);
        var id = SynapseId.Parse(await scene.Bare.UploadAsync(scene.Source, scene.Project.ToString(), scene.Change(), cancellationToken));
        var ratios = await InTurns.RatioAsync(scale.Rounds, OursAsync, BareAsync);
        return new Line { Ratio = ratios.Time, Goal = 1.25, Details = $"cpu={ratios.Processor:0.000} MiB={scale.FileMebibytes}" };

        async Task<long> OursAsync(int round)
        {
            var path = scene.Destination("ours.bin");
            File.Delete(path);
            await scene.Files.DownloadAsync(new FileDownload { Id = id, Path = path }, cancellationToken: cancellationToken);
            return new FileInfo(path).Length;
        }

        async Task<long> BareAsync(int round)
        {
            var path = scene.Destination("bare.bin");
            File.Delete(path);
            await scene.Bare.DownloadAsync(id.ToString(), path, cancellationToken);
            return new FileInfo(path).Length;
        }
    }
}
