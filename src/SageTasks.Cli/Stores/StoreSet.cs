using SageTasks.Cavatica;
using SageTasks.Drs;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;
using SageTasks.Synapse;

namespace SageTasks.Cli;

/// <summary>The stores that a command needs: only those are made, so that nobody needs credentials of the others.</summary>
internal sealed class StoreSet : IDisposable
{
    private static readonly string[] Clouds = [LocationScheme.S3, LocationScheme.Gs, LocationScheme.Az];

    private readonly Profile _profile;
    private readonly List<IDisposable> _owned = [];

    private StoreSet(Profile profile) => _profile = profile;

    public ObjectStores Stores { get; } = new();

    /// <summary>Makes the stores of the locations; nothing is sent.</summary>
    public static StoreSet Of(Profile profile, params IEnumerable<Location> locations)
    {
        var set = new StoreSet(profile);
        var schemes = locations.Select(location => location.Scheme).ToHashSet(StringComparer.Ordinal);
        foreach (var scheme in schemes.Order(StringComparer.Ordinal))
        {
            if (set.Make(scheme) is { } store)
            {
                set.Stores.Add(store);
            }
        }

        // A DRS server may lead to any cloud: what its store lacks is said when it does.
        if (schemes.Contains(LocationScheme.Drs))
        {
            foreach (var scheme in Clouds.Where(scheme => !schemes.Contains(scheme)))
            {
                set.Stores.Add(scheme, () => set.Make(scheme)!);
            }
        }

        return set;
    }

    public void Dispose() => _owned.ForEach(store => store.Dispose());

    private IObjectSource? Make(string scheme)
    {
        switch (scheme)
        {
            case LocationScheme.S3:
                var s3 = new S3Store(StoreOptions.S3());
                _owned.Add(s3);
                return s3;
            case LocationScheme.Az:
                return new AzureBlobStore(StoreOptions.Azure());
            case LocationScheme.Gs:
                return new GcsStore(StoreOptions.Gcs());
            case LocationScheme.Syn:
                return new SynapseStore(new SynapseClient(PlatformOptions.Synapse()));
            case LocationScheme.Sbg:
                return new CavaticaStore(new CavaticaClient(PlatformOptions.Cavatica()));
            case LocationScheme.Drs:
                return new DrsStore(new DrsServers(PlatformOptions.Drs(_profile)), Stores);
            default:
                return null;
        }
    }
}
