using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing.Cavatica;

/// <summary>The documents of one kind, in the order in which they came. What changes is committed before it shows here; its users hold the lock.</summary>
internal sealed class CavaticaTable<T>(StateStore store, string kind, JsonTypeInfo<T> type, Func<T, string> key)
    where T : class
{
    private readonly Dictionary<string, LinkedListNode<T>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<T> _all = new();

    public string Kind => kind;

    public IEnumerable<T> All => _all;

    public int Count => _all.Count;

    public T? Find(string id) => _byKey.GetValueOrDefault(id)?.Value;

    public void Load(StateRow row) => Keep(StateJson.Read(row, type));

    /// <summary>Sets a document, and tells the journal what that means.</summary>
    public T Put(T document, Action<StateBatch>? tell = null)
    {
        var batch = store.Begin().Set(kind, key(document), document, type);
        tell?.Invoke(batch);
        batch.Commit();
        Keep(document);
        return document;
    }

    /// <summary>Removes a document, and tells the journal what that means.</summary>
    public void Remove(string id, Action<StateBatch>? tell = null)
    {
        var batch = store.Begin();
        if (Remove(id, batch))
        {
            tell?.Invoke(batch);
            batch.Commit();
        }
    }

    /// <summary>Removes a document together with what else is in the batch; false where there is none.</summary>
    public bool Remove(string id, StateBatch batch)
    {
        if (!_byKey.Remove(id, out var node))
        {
            return false;
        }

        batch.Remove(kind, id);
        _all.Remove(node);
        return true;
    }

    private void Keep(T document)
    {
        if (_byKey.TryGetValue(key(document), out var node))
        {
            node.Value = document;
        }
        else
        {
            _byKey[key(document)] = _all.AddLast(document);
        }
    }
}
