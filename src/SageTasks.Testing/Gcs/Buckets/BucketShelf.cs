namespace SageTasks.Testing.Gcs;

/// <summary>A bucket with its objects in the order of their names. Not thread-safe: the world's lock is around it.</summary>
internal sealed class BucketShelf(BucketDocument bucket)
{
    private readonly SortedSet<string> _names = new(Utf8Order.Instance);
    private readonly Dictionary<string, ObjectDocument> _objects = new(StringComparer.Ordinal);

    public BucketDocument Bucket { get; set; } = bucket;

    public bool IsEmpty => _names.Count == 0;

    public IEnumerable<ObjectDocument> All => _objects.Values;

    public ObjectDocument? Find(string name) => _objects.GetValueOrDefault(name);

    public void Put(ObjectDocument stored)
    {
        _names.Add(stored.Name);
        _objects[stored.Name] = stored;
    }

    public void Remove(string name)
    {
        _names.Remove(name);
        _objects.Remove(name);
    }

    /// <summary>The objects from a name on.</summary>
    public IEnumerable<ObjectDocument> From(string start)
    {
        var last = _names.Max;
        return last is null || Utf8Order.Instance.Compare(start, last) > 0 ? [] : _names.GetViewBetween(start, last).Select(name => _objects[name]);
    }
}
