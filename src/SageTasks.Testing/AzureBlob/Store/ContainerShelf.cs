namespace SageTasks.Testing.AzureBlob;

/// <summary>A container with its blobs. Not thread-safe: the world's lock is around it.</summary>
internal sealed class ContainerShelf(ContainerDocument container)
{
    public ContainerDocument Container { get; set; } = container;

    public NameIndex<BlobSlot> Slots { get; } = new();
}
