using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>The tree of entities: who is below whom, and what lies in the trash can.</summary>
internal sealed class NodeTree
{
    public const long Root = 4489;
    public const long TrashCan = 1681355;

    private readonly Dictionary<long, ChildSet> _children = [];
    private readonly SynapseStore _store;

    public NodeTree(SynapseStore store)
    {
        _store = store;
        store.Nodes.Watch(Follow);
    }

    /// <summary>The entity, which is neither missing nor in the trash can.</summary>
    public Node Get(long id)
    {
        var node = _store.Nodes.Find(id) ?? throw SynapseError.NotFound($"Entity {SynId.Text(id)} does not exist.");
        return IsTrashed(node) ? throw SynapseError.NotFound($"Entity {SynId.Text(id)} is in trash can.") : node;
    }

    public Node? Find(long id) => _store.Nodes.Find(id);

    public Node Get(string? id) => Get(SynId.Parse(id));

    public Revision GetRevision(Node node, long? version = null) => FindRevision(node.Id, version ?? node.Version)
        ?? throw SynapseError.NotFound($"Cannot find a node with id: {node.Id} and version: {version}");

    public Revision? FindRevision(long id, long version) => _store.Revisions.Find(RevisionKey(id, version));

    public IEnumerable<Revision> RevisionsOf(Node node)
    {
        for (var n = node.LastVersion; n >= 1; n--)
        {
            if (FindRevision(node.Id, n) is { } revision)
            {
                yield return revision;
            }
        }
    }

    public ChildSet ChildrenOf(long id) => _children.GetValueOrDefault(id) ?? new ChildSet();

    public long? FindParentId(string? id) => SynId.TryParse(id, out var number, out _) ? _store.Nodes.Find(number)?.ParentId : null;

    public Node? FindChild(long parentId, string name) => ChildrenOf(parentId).Find(name);

    /// <summary>The entity and everything above it, below the root.</summary>
    public IEnumerable<Node> Upwards(Node node)
    {
        for (var at = node; at is not null; at = _store.Nodes.Find(at.ParentId))
        {
            yield return at;
        }
    }

    public IEnumerable<Node> Below(long id) => ChildrenOf(id).All.SelectMany(child => Below(child.Id).Prepend(child));

    public bool IsTrashed(Node node) => Upwards(node).Any(n => n.ParentId == TrashCan);

    public static string RevisionKey(long id, long version) => string.Create(CultureInfo.InvariantCulture, $"{id}.{version}");

    private void Follow(Node? old, Node? now)
    {
        // What lies in the trash can has no name there, so two of one name can be thrown away.
        if (old is not null && old.ParentId != TrashCan)
        {
            _children[old.ParentId].Remove(old);
        }

        if (now is null || now.ParentId == TrashCan)
        {
            return;
        }

        if (!_children.TryGetValue(now.ParentId, out var set))
        {
            _children[now.ParentId] = set = new ChildSet();
        }

        set.Add(now);
    }
}
