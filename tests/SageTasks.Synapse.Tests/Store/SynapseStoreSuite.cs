using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Store;

public sealed class SynapseStoreSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync() => new SynapseHarness(await World.StartAsync());

    private sealed class SynapseHarness(World world) : IStoreHarness
    {
        public IObjectStore Store { get; } = new SynapseStore(world.Client, world.Transfer);

        public Location Root => Place("");

        public bool KeepsVersions => true;

        public bool Takes(string name) => name.Split('/').All(segment => SynapseName.Problem(segment) is null);

        public Location Place(string name) => Location.Parse($"syn://{world.Project}/{name}");

        public ValueTask DisposeAsync() => world.DisposeAsync();
    }
}
