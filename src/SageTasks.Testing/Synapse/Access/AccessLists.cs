using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Reads and changes access lists.</summary>
internal sealed class AccessLists(SynapseStore store, NodeTree tree, Access access)
{
    public AccessControlList Get(Caller caller, string id)
    {
        var node = access.Require(caller, id, "READ");
        return store.Acls.Find(node.Id) ?? throw NoLocalList(node);
    }

    public AccessControlList Create(Caller caller, string id, AccessControlList list)
    {
        var node = access.Require(caller, id, "CHANGE_PERMISSIONS");
        return store.Acls.Find(node.Id) is null
            ? Save(caller, node, list)
            : throw SynapseError.Invalid($"Entity {SynId.Text(node.Id)} already has an ACL.");
    }

    public AccessControlList Update(Caller caller, string id, AccessControlList list)
    {
        var node = access.Require(caller, id, "CHANGE_PERMISSIONS");
        var current = store.Acls.Find(node.Id) ?? throw NoLocalList(node);
        return list.Etag == current.Etag ? Save(caller, node, list) : throw SynapseError.Stale(SynId.Text(node.Id));
    }

    public void Delete(Caller caller, string id)
    {
        var node = access.Require(caller, id, "CHANGE_PERMISSIONS");
        if (EntityKind.Of(node.ConcreteType) == EntityKind.Project)
        {
            throw SynapseError.Forbidden("Cannot set inheritance for a project.");
        }

        if (store.Acls.Find(node.Id) is null)
        {
            throw NoLocalList(node);
        }

        store.Acls.Remove(node.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The list that a new project starts with.</summary>
    public void Grant(Node node, long owner) => Put(node, owner, [new ResourceAccess { PrincipalId = owner, AccessType = Access.Everything }]);

    private AccessControlList Save(Caller caller, Node node, AccessControlList list)
    {
        var entries = list.ResourceAccess ?? throw SynapseError.Invalid("ACL resourceAccess is required.");
        if (entries.Any(e => e.PrincipalId is null || e.AccessType is null))
        {
            throw SynapseError.Invalid("Each entry of an ACL needs a principalId and an accessType.");
        }

        if (!entries.Any(e => e.AccessType!.Contains("CHANGE_PERMISSIONS", StringComparer.Ordinal)))
        {
            throw SynapseError.Invalid("Caller is trying to revoke their own ACL editing access.");
        }

        return Put(node, caller.Id, entries);
    }

    private AccessControlList Put(Node node, long by, IReadOnlyList<ResourceAccess> entries)
    {
        var list = new AccessControlList
        {
            Id = SynId.Text(node.Id),
            CreationDate = store.Acls.Find(node.Id)?.CreationDate ?? store.Now,
            ModifiedOn = store.Now,
            ModifiedBy = by.ToString(CultureInfo.InvariantCulture),
            Etag = SynapseStore.NewEtag(),
            ResourceAccess = entries,
        };
        store.Acls.Put(node.Id, list);
        return list;
    }

    private SynapseError NoLocalList(Node node)
    {
        var benefactor = tree.Upwards(node).First(n => store.Acls.Find(n.Id) is not null);
        return SynapseError.NotFound($"The requested ACL does not exist. This entity inherits its permissions from: /entity/{SynId.Text(benefactor.Id)}/acl");
    }
}
