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
    private readonly List<IDisposable> _owned = [];

    private StoreSet(ObjectStores stores) => Stores = stores;

    public ObjectStores Stores { get; }

    /// <summary>Makes the stores of the locations; nothing is sent.</summary>
    public static StoreSet Of(Profile profile, params IEnumerable<Location> locations)
    {
        var set = new StoreSet(new ObjectStores());
        var schemes = locations.Select(location => location.Scheme).ToHashSet(StringComparer.Ordinal);

        // A DRS server may lead to any of the three; Azure needs an account.
        if (schemes.Contains(LocationScheme.Drs))
        {
            schemes.UnionWith(StoreOptions.HasAzureAccount ? [LocationScheme.S3, LocationScheme.Gs, LocationScheme.Az] : [LocationScheme.S3, LocationScheme.Gs]);
        }

        foreach (var scheme in schemes.Order(StringComparer.Ordinal))
        {
            set.Add(scheme, profile);
        }

        return set;
    }

    public void Dispose() => _owned.ForEach(store => store.Dispose());

    private void Add(string scheme, Profile profile)
    {
        switch (scheme)
        {
            case LocationScheme.S3:
                var s3 = new S3Store(StoreOptions.S3());
                _owned.Add(s3);
                Stores.Add(s3);
                break;
            case LocationScheme.Az:
                Stores.Add(new AzureBlobStore(StoreOptions.Azure()));
                break;
            case LocationScheme.Gs:
                Stores.Add(new GcsStore(StoreOptions.Gcs()));
                break;
            case LocationScheme.Syn:
                Stores.Add(new SynapseStore(new SynapseClient(PlatformOptions.Synapse())));
                break;
            case LocationScheme.Sbg:
                Stores.Add(new CavaticaStore(new CavaticaClient(PlatformOptions.Cavatica())));
                break;
            case LocationScheme.Drs:
                Stores.Add(new DrsStore(new DrsServers(PlatformOptions.Drs(profile)), Stores));
                break;
        }
    }
}
