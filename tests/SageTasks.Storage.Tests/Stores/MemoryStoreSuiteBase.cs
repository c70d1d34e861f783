using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

public abstract class MemoryStoreSuiteBase : StoreSuite
{
    protected abstract MultipartSupport Multipart { get; }

    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.Honoured, ConditionSupport.Honoured);

    protected override Task<IStoreHarness> StartAsync() => Task.FromResult<IStoreHarness>(new MemoryHarness(new MemoryStore(Multipart)));

    private sealed class MemoryHarness(MemoryStore store) : IStoreHarness
    {
        public IObjectStore Store => store;

        public Location Root { get; } = Location.Parse("s3://bucket/root/");

        public Location Place(string name) => Location.Parse($"s3://bucket/root/{name}");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
