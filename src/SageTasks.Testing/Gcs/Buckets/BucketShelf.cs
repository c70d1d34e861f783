namespace SageTasks.Testing.Gcs;

/// <summary>A bucket with its objects in the order of their names. Not thread-safe: the world's lock is around it.</summary>
internal sealed class BucketShelf(BucketDocument bucket)
{
    private readonly NameIndex<ObjectDocument> _objects = new();

    public BucketDocument Bucket { get; set; } = bucket;

    public bool IsEmpty => _objects.IsEmpty;

    public IEnumerable<ObjectDocument> All => _objects.All;

    public ObjectDocument? Find(string name) => _objects.Find(name);

    public void Put(ObjectDocument stored) => _objects.Put(stored.Name, stored);

    public void Remove(string name) => _objects.Remove(name);

    /// <summary>The objects from a name on.</summary>
    public IEnumerable<ObjectDocument> From(string start) => _objects.From(start);
}
