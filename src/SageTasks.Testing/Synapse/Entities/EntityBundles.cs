namespace SageTasks.Testing.Synapse;

/// <summary>Gathers an entity with what belongs to it, and takes both in one request.</summary>
internal sealed class EntityBundles(
    SynapseStore store, NodeTree tree, Access access, EntityCatalog catalog, EntityListing listing, EntityContent content, Columns columns)
{
    public EntityBundle Get(Caller caller, string id, long? version, EntityBundleRequest wants)
    {
        var node = access.Require(caller, id, "READ");
        var revision = tree.GetRevision(node, version);
        var kind = EntityKind.Of(node.ConcreteType);
        return new EntityBundle
        {
            EntityType = kind.Type,
            Entity = wants.IncludeEntity == true ? EntityContent.ToEntity(node, revision) : null,
            Annotations = wants.IncludeAnnotations == true ? catalog.Annotations(caller, id, version) : null,
            Permissions = wants.IncludePermissions == true ? access.PermissionsOf(caller, node) : null,
            Path = wants.IncludeEntityPath == true ? listing.Path(caller, id) : null,
            HasChildren = wants.IncludeHasChildren == true ? tree.ChildrenOf(node.Id).Count > 0 : null,
            AccessControlList = wants.IncludeAccessControlList == true ? store.Acls.Find(node.Id) : null,
            BenefactorAcl = wants.IncludeBenefactorACL == true ? access.BenefactorAcl(node) : null,
            FileHandles = wants.IncludeFileHandles == true ? FileHandles(revision) : null,
            FileName = wants.IncludeFileName == true ? content.FileOf(revision.Body)?.FileName : null,
            TableBundle = wants.IncludeTableBundle == true && kind.IsTable ? columns.Bundle(revision.Body.ColumnIds ?? []) : null,
            ThreadCount = wants.IncludeThreadCount == true ? 0 : null,
            RestrictionInformation = wants.IncludeRestrictionInformation == true ? access.RestrictionsOf(caller, node) : null,
            Activity = wants.IncludeActivity == true && revision.ActivityId is { } activity ? store.Activities.Find(activity) : null,
        };
    }

    public EntityBundle Create(Caller caller, EntityBundleCreate request, string? generatedBy)
    {
        var entity = catalog.Create(caller, request.Entity ?? throw SynapseError.Invalid("EntityBundleCreate.entity is required."), generatedBy);
        return Annotated(caller, entity, request);
    }

    public EntityBundle Update(Caller caller, string id, EntityBundleCreate request, string? generatedBy)
    {
        var entity = request.Entity is { } given
            ? catalog.Update(caller, id, given, newVersion: false, generatedBy)
            : catalog.Get(caller, id);
        return Annotated(caller, entity, request);
    }

    private EntityBundle Annotated(Caller caller, Entity entity, EntityBundleCreate request)
    {
        if (request.Annotations is { } annotations)
        {
            catalog.UpdateAnnotations(caller, entity.Id!, annotations with { Etag = entity.Etag });
        }

        var wants = new EntityBundleRequest { IncludeEntity = true, IncludeAnnotations = true, IncludeAccessControlList = true };
        return Get(caller, entity.Id!, null, wants);
    }

    private IReadOnlyList<FileHandle> FileHandles(Revision revision) => content.FileOf(revision.Body) is { } file ? [file] : [];
}
