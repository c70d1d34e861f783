using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests.Ledgers;

/// <summary>The ledger contract on a store in memory.</summary>
public sealed class MemoryLedgerSuite : ObjectLedgerSuite
{
    protected override Task<IStoreHarness> StartAsync() => Task.FromResult<IStoreHarness>(new Harness());

    private sealed class Harness : IStoreHarness
    {
        public IObjectStore Store { get; } = new MemoryStore();

        public Location Root { get; } = Location.Parse("s3://bucket/ledger/");

        public Location Place(string name) => Location.Parse(Root.Address + name);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
