using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Store;

/// <summary>What every store promises, kept on Cavatica.</summary>
public sealed class CavaticaStoreSuite : StoreSuite
{
    // The platform has no write that replaces one version only.
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.None, ConditionSupport.Honoured);

    protected override async Task<IStoreHarness> StartAsync()
    {
        var cavatica = await LocalCavatica.StartAsync();
        return new CavaticaStoreHarness(cavatica, cavatica.AddProject("store"));
    }

    private sealed class CavaticaStoreHarness(LocalCavatica cavatica, string project) : IStoreHarness
    {
        public IObjectStore Store { get; } = new CavaticaStore(cavatica.Connect());

        public Location Root => Place("");

        public Location Place(string name) => Location.Parse($"sbg://{project}/{name}");

        public ValueTask DisposeAsync() => cavatica.DisposeAsync();
    }
}
