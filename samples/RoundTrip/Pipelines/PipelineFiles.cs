using SageTasks.Storage;

namespace RoundTrip.Pipelines;

/// <summary>Files of a run, treated as Nextflow treats them: inputs elsewhere are staged to the task's folder, results are published.</summary>
internal sealed class PipelineFiles
{
    private readonly TransferEngine _engine;

    /// <summary>Reaches the stores of the locations given.</summary>
    public PipelineFiles(IPipelineRun run, params IEnumerable<string> locations) => _engine = new TransferEngine(
        CloudStores.For(locations.Select(Location.Parse)), new TransferOptions { StateFolder = Path.Combine(run.WorkFolder, "transfers") });

    /// <summary>The local path of a file, which is copied to a folder unless it is local.</summary>
    public async Task<string> StageAsync(string file, string folder, CancellationToken cancellationToken)
    {
        var source = Location.Parse(file);
        if (source.IsLocal)
        {
            return source.LocalPath;
        }

        var destination = Location.FromPath(Path.Combine(folder, source.Name));
        return (await _engine.CopyAsync(source, destination, cancellationToken: cancellationToken)).Destination.LocalPath;
    }

    /// <summary>Copies a result to where the run's results belong: <c>outdir/RUN NAME</c>.</summary>
    public Task PublishAsync(IPipelineRun run, string path, string name, CancellationToken cancellationToken) => _engine.CopyAsync(
        Location.FromPath(path), Location.Parse($"{run.Parameter("outdir").TrimEnd('/')}/{run.RunName}/{name}"), cancellationToken: cancellationToken);

    /// <summary>What lies in a folder, in the order of names.</summary>
    public async Task<IReadOnlyList<ObjectInfo>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var location = Location.Parse($"{folder.TrimEnd('/')}/");
        var found = await _engine.Stores.SourceOf(location).ListAsync(location, cancellationToken).ToListAsync(cancellationToken);
        return [.. found.OrderBy(info => info.Location.Address, StringComparer.Ordinal)];
    }
}
