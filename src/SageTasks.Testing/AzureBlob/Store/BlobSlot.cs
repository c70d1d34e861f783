namespace SageTasks.Testing.AzureBlob;

/// <summary>What is at a name: a blob, and blocks that wait for a list of them. Not thread-safe: the world's lock is around it.</summary>
internal sealed class BlobSlot(string name)
{
    public string Name { get; } = name;

    /// <summary>Null where only blocks wait.</summary>
    public BlobDocument? Blob { get; set; }

    /// <summary>The blocks that wait, by their ids, in the order in which they came.</summary>
    public OrderedDictionary<string, BlockDocument> Waiting { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Blob is null && Waiting.Count == 0;
}
