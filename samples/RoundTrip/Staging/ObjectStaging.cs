using SageTasks.Storage;
using SageTasks.Synapse;

namespace RoundTrip.Staging;

/// <summary>Staging below a prefix of an object store, for pipelines that run anywhere.</summary>
internal sealed class ObjectStaging : IStaging
{
    private readonly Location _prefix;
    private readonly string _stateFolder;
    private readonly TransferEngine _engine;

    public ObjectStaging(Location prefix, ObjectStores stores, SynapseClient synapse, string stateFolder)
    {
        (_prefix, _stateFolder) = (prefix, stateFolder);
        _engine = new TransferEngine(stores.Add(new SynapseStore(synapse)), new TransferOptions { StateFolder = Path.Combine(stateFolder, "transfers") });
    }

    public string OutputFolder => $"{Below("runs")}";

    /// <summary>Asks the store for a list, so that a wrong bucket or key is found before any work is done.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken) =>
        await _engine.Stores.SourceOf(_prefix).ListAsync(_prefix, cancellationToken).AnyAsync(cancellationToken);

    public async Task<IReadOnlyList<StagedFile>> StageAsync(
        IReadOnlyList<SynapseId> files, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var places = new List<StagedPlace>();
        foreach (var id in files)
        {
            places.Add(await FindPlaceAsync(id, cancellationToken));
        }

        // Two files of the same bytes and name are one object.
        var plan = TransferPlan.Of(places.Where(place => !place.IsThere).Select(place => place.Item).DistinctBy(item => item.Destination));
        var staged = new Dictionary<Location, TransferItemResult>();
        await foreach (var result in _engine.RunAsync(plan, progress: bar("extract"), cancellationToken: cancellationToken))
        {
            staged[result.Item.Destination] = Succeeded(result);
        }

        return [.. places.Select(place => place.ToFile(staged.GetValueOrDefault(place.Item.Destination)))];
    }

    public async Task<string> FetchAsync(string results, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var source = Location.Parse($"{results}/");
        var folder = Path.Combine(_stateFolder, "runs", source.Name);
        var plan = TransferPlan.FromPrefix(source, Location.FromPath(folder + Path.DirectorySeparatorChar));
        await foreach (var result in _engine.RunAsync(plan, progress: bar($"results: {source.Name}"), cancellationToken: cancellationToken))
        {
            Succeeded(result);
        }

        return folder;
    }

    /// <summary>The MD5 in a file's place makes it one of these bytes alone: inputs of a run that goes on are never replaced, and what has been staged
    /// in parts, of which S3 states no MD5, is known again.</summary>
    private async Task<StagedPlace> FindPlaceAsync(SynapseId id, CancellationToken cancellationToken)
    {
        var source = Location.Parse($"syn://{id}");
        var info = await _engine.Stores.SourceOf(source).StatAsync(source, cancellationToken) ?? throw new InvalidDataException($"There is no file {id} in Synapse.");
        var md5 = info.Digests.FirstOrDefault(digest => digest.Algorithm == DigestAlgorithm.Md5)
            ?? throw new InvalidDataException($"Synapse states no MD5 of {id}: store the file in Synapse itself.");
        var item = new TransferItem { Source = source, Destination = Below($"reads/{id}/{md5.Value}/{info.Name}"), Expected = [md5], Size = info.Version.Size };
        var there = await _engine.Stores.SourceOf(item.Destination).StatAsync(item.Destination, cancellationToken);
        var isThere = there?.Version.Size == info.Version.Size && !there!.Digests.Any(digest => digest.Algorithm == DigestAlgorithm.Md5);
        return new StagedPlace(id, md5.Value, item, isThere);
    }

    private Location Below(string name) => Location.Parse($"{_prefix.Address.TrimEnd('/')}/{name}");

    private static TransferItemResult Succeeded(TransferItemResult result) => result.Outcome != TransferOutcome.Failed
        ? result
        : throw new IOException($"{result.Item.Source} → {result.Item.Destination}: {result.Error}", result.Exception);
}
