using SageTasks.ContractSuites;

namespace SageTasks.Storage.Gcs.Tests;

/// <summary>The ledger contract on a local Cloud Storage.</summary>
public sealed class GcsLedgerSuite : ObjectLedgerSuite
{
    protected override async Task<IStoreHarness> StartAsync() => new GcsHarness(await GcsScene.StartAsync());

    private sealed class GcsHarness(GcsScene scene) : IStoreHarness
    {
        public IObjectStore Store => scene.Store;

        public Location Root => Location.Parse($"gs://{GcsScene.Bucket}/ledger/");

        public Location Place(string name) => Location.Parse(Root.Address + name);

        public ValueTask DisposeAsync() => scene.DisposeAsync();
    }
}
