namespace SageTasks.Testing.Synapse;

/// <summary>Throws entities away, and brings them back.</summary>
internal sealed class TrashCan(SynapseStore store, NodeTree tree, Access access)
{
    public void Throw(Caller caller, string id, bool forGood)
    {
        var node = access.Require(caller, id, "DELETE");
        if (node.Id == NodeTree.Root)
        {
            throw SynapseError.Forbidden("The root cannot be deleted.");
        }

        var info = new TrashedEntity
        {
            EntityId = SynId.Text(node.Id),
            EntityName = node.Name,
            EntityType = EntityKind.Of(node.ConcreteType).Type,
            DeletedByPrincipalId = caller.IdText,
            DeletedOn = store.Now,
            OriginalParentId = SynId.Text(node.ParentId),
        };
        if (forGood)
        {
            Purge(node);
        }
        else
        {
            store.Nodes.Put(node.Id, node with { ParentId = NodeTree.TrashCan, Trashed = info, Etag = SynapseStore.NewEtag() });
        }

        store.Record("entity.deleted", info.EntityId, info, SynapseJson.Default.TrashedEntity);
    }

    public void Restore(Caller caller, string id, string? parentId)
    {
        var node = Mine(caller, id);
        var target = tree.Get(parentId ?? node.Trashed!.OriginalParentId);
        if (target.Id != NodeTree.Root)
        {
            access.Require(caller, target, "CREATE");
        }

        if (tree.FindChild(target.Id, node.Name) is not null)
        {
            throw SynapseError.Conflict($"An entity with the name: {node.Name} already exists with a parentId: {target.Id}");
        }

        var restored = node with { ParentId = target.Id, Trashed = null, Etag = SynapseStore.NewEtag() };
        store.Nodes.Put(node.Id, restored);
        store.Record("entity.restored", SynId.Text(node.Id), node.Trashed!, SynapseJson.Default.TrashedEntity);
    }

    public void Purge(Caller caller, string id) => Purge(Mine(caller, id));

    public Page<TrashedEntity> View(Caller caller, int offset, int limit) => Page.Slice(
        [.. store.Nodes.All.Where(n => n.Trashed?.DeletedByPrincipalId == caller.IdText).OrderBy(n => n.Id).Select(n => n.Trashed!)], offset, limit);

    private void Purge(Node node)
    {
        foreach (var gone in tree.Below(node.Id).Append(node).ToList())
        {
            foreach (var revision in tree.RevisionsOf(gone).ToList())
            {
                store.Revisions.Remove(NodeTree.RevisionKey(gone.Id, revision.Number));
            }

            if (store.Acls.Find(gone.Id) is not null)
            {
                store.Acls.Remove(SynId.Number(gone.Id));
            }

            store.Nodes.Remove(SynId.Number(gone.Id));
        }
    }

    private Node Mine(Caller caller, string id)
    {
        var node = store.Nodes.Find(SynId.Parse(id));
        if (node?.Trashed is null)
        {
            throw SynapseError.NotFound($"The entity {id} is not in the trash can.");
        }

        return node.Trashed.DeletedByPrincipalId == caller.IdText
            ? node
            : throw SynapseError.Forbidden($"User {caller.IdText} is not allowed to restore or purge {id}.");
    }
}
