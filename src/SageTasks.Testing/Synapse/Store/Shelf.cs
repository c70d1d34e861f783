using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing.Synapse;

/// <summary>All stored things of one kind, by key. Only touched inside <see cref="SynapseStore.Run{T}"/>.</summary>
internal sealed class Shelf<T>(string kind, JsonTypeInfo<T> type, SynapseStore store) : IShelf
    where T : class
{
    private readonly Dictionary<string, T> _items = new(StringComparer.Ordinal);
    private readonly List<Action<T?, T?>> _watchers = [];

    public string Kind => kind;

    public IReadOnlyCollection<T> All => _items.Values;

    /// <summary>Calls back with the old and the new value of each key that changes, also when a change is taken back.</summary>
    public void Watch(Action<T?, T?> watcher) => _watchers.Add(watcher);

    public T? Find(string key) => _items.GetValueOrDefault(key);

    public T? Find(long key) => Find(Key(key));

    public void Put(string key, T value) => Change(key, value);

    public void Put(long key, T value) => Change(Key(key), value);

    public void Remove(string key) => Change(key, null);

    void IShelf.Load(string key, JsonElement value) => Swap(key, value.Deserialize(type));

    private static string Key(long key) => key.ToString(CultureInfo.InvariantCulture);

    private void Change(string key, T? value)
    {
        var old = Swap(key, value);
        store.Track(
            undo: () => Swap(key, old),
            write: batch => _ = value is null ? batch.Remove(kind, key) : batch.Set(kind, key, value, type));
    }

    private T? Swap(string key, T? value)
    {
        var old = Find(key);
        if (value is null)
        {
            _items.Remove(key);
        }
        else
        {
            _items[key] = value;
        }

        _watchers.ForEach(w => w(old, value));
        return old;
    }
}
