using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

public sealed class LocalFileStoreSuite : StoreSuite
{
    protected override (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions =>
        (ConditionSupport.Honoured, ConditionSupport.None, ConditionSupport.None);

    protected override Task<IStoreHarness> StartAsync() => Task.FromResult<IStoreHarness>(new FileHarness());

    private sealed class FileHarness : IStoreHarness
    {
        private readonly TemporaryFolder _folder = new();

        public IObjectStore Store { get; } = new LocalFileStore();

        public Location Root => Location.FromPath(_folder.Path + "/");

        public Location Place(string name) => Location.FromPath(Path.Combine(_folder.Path, name));

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
