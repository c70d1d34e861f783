namespace SageTasks.Testing.Synapse;

/// <summary>Creates, reads and changes entities and their versions.</summary>
internal sealed class EntityCatalog(
    SynapseStore store, NodeTree tree, Access access, AccessLists lists, Activities activities, EntityContent content, int maxChildren)
{
    private const long FirstId = 60000001;

    public Entity Create(Caller caller, Entity request, string? generatedBy)
    {
        var kind = EntityKind.Of(request.ConcreteType);
        var parent = Parent(caller, kind, request.ParentId);
        var id = store.NextId("entity", FirstId);
        var name = FreeName(parent.Id, request.Name ?? SynId.Text(id), except: null);
        if (tree.ChildrenOf(parent.Id).Count >= maxChildren && parent.Id != NodeTree.Root)
        {
            throw SynapseError.Invalid($"Limit of {maxChildren} children exceeded for parent: {SynId.Text(parent.Id)}");
        }

        var node = new Node
        {
            Id = id,
            ParentId = parent.Id,
            Name = name,
            ConcreteType = kind.ConcreteType,
            Etag = SynapseStore.NewEtag(),
            CreatedBy = caller.Known("create entities").Id,
            CreatedOn = store.Now,
            Version = 1,
            LastVersion = 1,
        };
        var revision = new Revision
        {
            NodeId = id,
            Number = 1,
            Label = request.VersionLabel ?? "1",
            ModifiedBy = caller.Id,
            ModifiedOn = store.Now,
            Body = content.Check(caller, kind, request, previous: null),
            Annotations = [],
            ActivityId = generatedBy is null ? null : activities.Attachable(caller, generatedBy),
        };
        Put(node, revision);
        if (kind == EntityKind.Project)
        {
            lists.Grant(node, caller.Id);
        }

        var entity = EntityContent.ToEntity(node, revision);
        store.Record("entity.created", entity.Id!, entity, SynapseJson.Default.Entity);
        return entity;
    }

    public Entity Get(Caller caller, string id, long? version = null)
    {
        var node = access.Require(caller, id, "READ");
        return EntityContent.ToEntity(node, tree.GetRevision(node, version));
    }

    public Entity Update(Caller caller, string id, Entity request, bool newVersion, string? generatedBy)
    {
        var node = access.Require(caller, id, "UPDATE");
        CheckUpdate(node, id, request);
        var kind = EntityKind.Of(node.ConcreteType);
        var current = tree.GetRevision(node);
        var body = content.Check(caller, kind, request, current.Body);
        var adds = kind.IsVersionable && !kind.IsTable && (newVersion || content.HasOtherBytes(current.Body, body));
        var number = adds ? node.LastVersion + 1 : current.Number;
        var revision = current with
        {
            Number = number,
            Label = Label(request, current, adds, number),
            ModifiedBy = caller.Id,
            ModifiedOn = store.Now,
            Body = body,
            ActivityId = generatedBy is not null ? activities.Attachable(caller, generatedBy) : adds ? null : current.ActivityId,
        };
        var updated = Moved(caller, node, request) with
        {
            Etag = SynapseStore.NewEtag(),
            Version = number,
            LastVersion = Math.Max(number, node.LastVersion),
        };
        Put(updated, revision);
        var entity = EntityContent.ToEntity(updated, revision);
        store.Record(adds ? "entity.versioned" : "entity.updated", entity.Id!, entity, SynapseJson.Default.Entity);
        return entity;
    }

    public void DeleteVersion(Caller caller, string id, long version)
    {
        var node = access.Require(caller, id, "DELETE");
        tree.GetRevision(node, version);
        var left = tree.RevisionsOf(node).Where(r => r.Number != version).Select(r => r.Number).ToList();
        if (left.Count == 0)
        {
            throw SynapseError.Invalid("Cannot delete the last version of an entity.");
        }

        store.Revisions.Remove(NodeTree.RevisionKey(node.Id, version));
        store.Nodes.Put(node.Id, node with { Version = left[0], Etag = SynapseStore.NewEtag() });
        var deleted = new VersionInfo { Id = SynId.Text(node.Id), VersionNumber = version };
        store.Record("entity.versionDeleted", deleted.Id, deleted, SynapseJson.Default.VersionInfo);
    }

    public void SetActivity(Caller caller, string id, string? activityId)
    {
        var node = access.Require(caller, id, "UPDATE");
        var revision = tree.GetRevision(node) with { ActivityId = activityId is null ? null : activities.Attachable(caller, activityId) };
        Touch(node, revision);
        var after = EntityContent.ToEntity(node, revision);
        store.Record("entity.generatedBy", after.Id!, new Reference { TargetId = activityId }, SynapseJson.Default.Reference);
    }

    public Annotations UpdateAnnotations(Caller caller, string id, Annotations request)
    {
        var node = access.Require(caller, id, "UPDATE");
        if (request.Etag is null)
        {
            throw SynapseError.Invalid("etag is required.");
        }

        if (request.Etag != node.Etag)
        {
            throw SynapseError.Stale(SynId.Text(node.Id));
        }

        var revision = tree.GetRevision(node) with
        {
            Annotations = AnnotationRules.Check(request.Map),
            ModifiedBy = caller.Id,
            ModifiedOn = store.Now,
        };
        var annotations = Annotations(Touch(node, revision), revision);
        store.Record("annotations.updated", annotations.Id!, annotations, SynapseJson.Default.Annotations);
        return annotations;
    }

    public Annotations Annotations(Caller caller, string id, long? version)
    {
        var node = access.Require(caller, id, "READ");
        return Annotations(node, tree.GetRevision(node, version));
    }

    public void ReplaceFileHandle(Caller caller, string id, long version, FileHandleUpdateRequest request)
    {
        var node = access.Require(caller, id, "UPDATE");
        var revision = tree.GetRevision(node, version);
        if (revision.Body.DataFileHandleId != request.OldFileHandleId)
        {
            throw SynapseError.Conflict("The id of the provided file handle id does not match the current file handle of the entity.");
        }

        var body = content.Check(caller, EntityKind.File, revision.Body with { DataFileHandleId = request.NewFileHandleId }, revision.Body);
        if (content.HasOtherBytes(revision.Body, body))
        {
            throw SynapseError.Conflict("The MD5 of the new file handle does not match the MD5 of the current file handle.");
        }

        Touch(node, revision with { Body = body });
    }

    /// <summary>Gives a table or view another schema.</summary>
    public Entity SetColumns(Caller caller, Node node, IReadOnlyList<string> columnIds)
    {
        var current = tree.GetRevision(node);
        var body = content.Check(caller, EntityKind.Of(node.ConcreteType), current.Body with { ColumnIds = columnIds }, current.Body);
        var revision = current with { Body = body, ModifiedBy = caller.Id, ModifiedOn = store.Now };
        var entity = EntityContent.ToEntity(Touch(node, revision), revision);
        store.Record("table.schemaChanged", entity.Id!, entity, SynapseJson.Default.Entity);
        return entity;
    }

    /// <summary>Closes the current version of a table as a snapshot, and opens the next one.</summary>
    /// <returns>The version that the snapshot has.</returns>
    public long AddSnapshotVersion(Caller caller, Node node, SnapshotRequest request)
    {
        var current = tree.GetRevision(node);
        var closed = current with
        {
            Label = request.SnapshotLabel ?? SynId.Number(current.Number),
            Body = current.Body with { VersionComment = request.SnapshotComment },
            ActivityId = request.SnapshotActivityId is null ? current.ActivityId : activities.Attachable(caller, request.SnapshotActivityId),
            ModifiedBy = caller.Id,
            ModifiedOn = store.Now,
        };
        var number = node.LastVersion + 1;
        store.Revisions.Put(NodeTree.RevisionKey(node.Id, closed.Number), closed);
        Put(node with { Version = number, LastVersion = number, Etag = SynapseStore.NewEtag() }, current with { Number = number, Label = SynId.Number(number) });
        var entity = EntityContent.ToEntity(node, closed);
        store.Record("table.snapshot", entity.Id!, entity, SynapseJson.Default.Entity);
        return closed.Number;
    }

    /// <summary>Gives the entity a new etag, as any update by anyone does.</summary>
    public Node Touch(string id) => Touch(tree.Get(id));

    private Node Touch(Node node, Revision? revision = null)
    {
        var touched = node with { Etag = SynapseStore.NewEtag() };
        Put(touched, revision ?? tree.GetRevision(node));
        return touched;
    }

    private static Annotations Annotations(Node node, Revision revision) =>
        new() { Id = SynId.Text(node.Id), Etag = node.Etag, Map = revision.Annotations ?? [] };

    private static string Label(Entity request, Revision current, bool adds, long number) => adds
        ? request.VersionLabel is { } label && label != current.Label ? label : SynId.Number(number)
        : request.VersionLabel ?? current.Label;

    private static void CheckUpdate(Node node, string id, Entity request)
    {
        if (request.Id is not null && SynId.Parse(request.Id) != node.Id)
        {
            throw SynapseError.Invalid($"The id of the entity ({request.Id}) does not match the id of the path ({id}).");
        }

        if (request.Etag is null)
        {
            throw SynapseError.Invalid("Etag is required to update an entity.");
        }

        if (request.Etag != node.Etag)
        {
            throw SynapseError.Stale(SynId.Text(node.Id));
        }

        if (request.ConcreteType is not null && request.ConcreteType != node.ConcreteType)
        {
            throw SynapseError.Invalid("Cannot change an entity's concreteType.");
        }
    }

    private Node Parent(Caller caller, EntityKind kind, string? parentId)
    {
        if (kind == EntityKind.Project)
        {
            if (parentId is not null && SynId.Parse(parentId) != NodeTree.Root)
            {
                throw SynapseError.Invalid("A project can only be created below the root.");
            }

            return tree.Get(NodeTree.Root);
        }

        if (parentId is null)
        {
            throw SynapseError.Invalid("Entity parentId is required.");
        }

        var parent = access.Require(caller, parentId, "CREATE");
        if (parent.Id == NodeTree.Root || !EntityKind.Of(parent.ConcreteType).IsContainer)
        {
            throw SynapseError.Invalid($"Entity {SynId.Text(parent.Id)} cannot be the parent of a {kind.Type}.");
        }

        return parent;
    }

    private Node Moved(Caller caller, Node node, Entity request)
    {
        var parentId = request.ParentId is null ? node.ParentId : SynId.Parse(request.ParentId);
        var name = request.Name?.Trim() ?? node.Name;
        if (parentId != node.ParentId)
        {
            var target = Parent(caller, EntityKind.Of(node.ConcreteType), request.ParentId);
            if (tree.Upwards(target).Any(n => n.Id == node.Id))
            {
                throw SynapseError.Invalid("An entity cannot be moved below itself.");
            }
        }
        else if (name == node.Name)
        {
            return node;
        }

        return node with { ParentId = parentId, Name = FreeName(parentId, name, node.Id) };
    }

    private string FreeName(long parentId, string name, long? except)
    {
        var valid = EntityName.Check(name);
        return tree.FindChild(parentId, valid) is { } other && other.Id != except
            ? throw SynapseError.Conflict($"An entity with the name: {valid} already exists with a parentId: {parentId}")
            : valid;
    }

    private void Put(Node node, Revision revision)
    {
        store.Revisions.Put(NodeTree.RevisionKey(node.Id, revision.Number), revision);
        store.Nodes.Put(node.Id, node);
    }
}
