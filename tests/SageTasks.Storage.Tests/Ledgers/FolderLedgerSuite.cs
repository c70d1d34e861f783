using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests.Ledgers;

/// <summary>The ledger contract on files, whose store has no clock but the file system's.</summary>
public sealed class FolderLedgerSuite : ObjectLedgerSuite
{
    protected override Task<IStoreHarness> StartAsync() => Task.FromResult<IStoreHarness>(new Harness());

    private sealed class Harness : IStoreHarness
    {
        private readonly TemporaryFolder _folder = new();

        public IObjectStore Store { get; } = new LocalFileStore();

        public Location Root => Location.FromPath(_folder.Path + Path.DirectorySeparatorChar);

        public Location Place(string name) => Location.Parse(Root.Address + name);

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
