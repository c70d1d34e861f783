namespace SageTasks.Testing.Synapse;

/// <summary>The children of one container: by name, and sorted for listing.</summary>
internal sealed class ChildSet
{
    private readonly Dictionary<string, Node> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node[]> _sorted = new(StringComparer.Ordinal);

    public int Count => _byName.Count;

    public IReadOnlyCollection<Node> All => _byName.Values;

    public Node? Find(string name) => _byName.GetValueOrDefault(name);

    public void Add(Node node)
    {
        _byName[node.Name] = node;
        _sorted.Clear();
    }

    public void Remove(Node node)
    {
        _byName.Remove(node.Name);
        _sorted.Clear();
    }

    /// <summary>The children in an order that is kept until a child changes, so that paging through many sorts them once.</summary>
    public Node[] Sorted(string order, Func<IEnumerable<Node>, IEnumerable<Node>> sort)
    {
        if (!_sorted.TryGetValue(order, out var nodes))
        {
            _sorted[order] = nodes = [.. sort(_byName.Values)];
        }

        return nodes;
    }
}
