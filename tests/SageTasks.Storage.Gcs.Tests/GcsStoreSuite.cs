using SageTasks.ContractSuites;

namespace SageTasks.Storage.Gcs.Tests;

public sealed class GcsStoreSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync() => new GcsHarness(await GcsScene.StartAsync());

    private sealed class GcsHarness(GcsScene scene) : IStoreHarness
    {
        public IObjectStore Store => scene.Store;

        public Location Root => Location.Parse($"gs://{GcsScene.Bucket}/suite/");

        public Location Place(string name) => Location.Parse($"gs://{GcsScene.Bucket}/suite/{name}");

        public ValueTask DisposeAsync() => scene.DisposeAsync();
    }
}
