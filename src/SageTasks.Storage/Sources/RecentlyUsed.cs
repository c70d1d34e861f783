using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Storage;

/// <summary>What was used last, up to a number of things. What falls out is left to those who still use it.</summary>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            var isKnown = _byKey.TryGetValue(key, out var node);
            value = isKnown ? node!.Value.Value : default;
            if (isKnown)
            {
                _order.Remove(node!);
                _order.AddFirst(node!);
            }

            return isKnown;
        }
    }

    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        lock (_lock)
        {
            if (TryGet(key, out var known))
            {
                return known;
            }

            var made = make();
            Set(key, made);
            return made;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_lock)
        {
            Remove(key);
            _byKey[key] = _order.AddFirst((key, value));
            if (_byKey.Count > capacity)
            {
                Remove(_order.Last!.Value.Key);
            }
        }
    }

    /// <summary>Whether the thing was there.</summary>
    public bool Remove(TKey key)
    {
        lock (_lock)
        {
            if (!_byKey.Remove(key, out var node))
            {
                return false;
            }

            _order.Remove(node);
            return true;
        }
    }
}
