namespace SageTasks.Testing;

/// <summary>Things by their names, in the order of the names. Not thread-safe: its owner's lock is around it.</summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly SortedSet<string> _names = new(Utf8Order.Instance);
    private readonly Dictionary<string, T> _items = new(StringComparer.Ordinal);

    public bool IsEmpty => _names.Count == 0;

    public IEnumerable<T> All => _items.Values;

    public T? Find(string name) => _items.GetValueOrDefault(name);

    public void Put(string name, T item)
    {
        _names.Add(name);
        _items[name] = item;
    }

    public void Remove(string name)
    {
        _names.Remove(name);
        _items.Remove(name);
    }

    /// <summary>The things from a name on.</summary>
    public IEnumerable<T> From(string start)
    {
        var last = _names.Max;
        return last is null || Utf8Order.Instance.Compare(start, last) > 0 ? [] : _names.GetViewBetween(start, last).Select(name => _items[name]);
    }
}
