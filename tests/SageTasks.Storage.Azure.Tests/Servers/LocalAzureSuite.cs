using SageTasks.ContractSuites;
using SageTasks.Testing;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Every store's promises on the local Blob Storage, which keeps to all conditions.</summary>
public sealed class LocalAzureSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync()
    {
        var server = await LocalAzureBlob.StartAsync(new LocalAzureBlobOptions { Containers = ["tests"] });
        var store = new AzureBlobStore(new AzureBlobOptions { Endpoint = server.Endpoint, AccountKey = server.AccountKey });
        return new LocalHarness(server, new AzureHarness(store, Location.Parse("az://tests/")));
    }

    private sealed class LocalHarness(LocalAzureBlob server, AzureHarness inner) : IStoreHarness
    {
        public IObjectStore Store => inner.Store;

        public Location Root => inner.Root;

        public Location Place(string name) => inner.Place(name);

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
