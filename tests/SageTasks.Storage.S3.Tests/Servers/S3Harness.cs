using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>A store with a prefix of its own in a bucket.</summary>
internal sealed class S3Harness(S3Store store, Location root) : IStoreHarness
{
    public IObjectStore Store => store;

    public Location Root => root;

    public Location Place(string name) => Location.Parse(root.Address + name);

    public async ValueTask DisposeAsync()
    {
        await foreach (var found in store.ListAsync(root))
        {
            await store.DeleteAsync(found.Location);
        }

        await foreach (var upload in store.ListUploadsAsync(root))
        {
            await store.AbortUploadAsync(upload);
        }

        store.Dispose();
    }
}
