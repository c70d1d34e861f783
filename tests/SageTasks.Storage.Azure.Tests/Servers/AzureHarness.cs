using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>A store with a container of its own.</summary>
internal sealed class AzureHarness(AzureBlobStore store, Location root) : IStoreHarness
{
    public IObjectStore Store => store;

    public Location Root => root;

    public Location Place(string name) => Location.Parse(root.Address + name);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
