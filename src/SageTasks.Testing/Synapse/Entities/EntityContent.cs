namespace SageTasks.Testing.Synapse;

/// <summary>What is inside one version of an entity, kind by kind.</summary>
internal sealed class EntityContent(SynapseStore store)
{
    /// <summary>The fields of a new version, checked and without those that the server sets itself.</summary>
    public Entity Check(Caller caller, EntityKind kind, Entity request, Entity? previous)
    {
        if (kind == EntityKind.File)
        {
            CheckFile(caller, request, previous);
        }

        if (kind == EntityKind.Link && request.LinksTo?.TargetId is null)
        {
            throw SynapseError.Invalid("Link.linksTo is required.");
        }

        foreach (var column in request.ColumnIds ?? [])
        {
            if (store.Columns.Find(column) is null)
            {
                throw SynapseError.NotFound($"ColumnModel with id {column} does not exist.");
            }
        }

        return new Entity
        {
            Description = request.Description,
            VersionComment = request.VersionComment,
            Alias = request.Alias,
            DataFileHandleId = request.DataFileHandleId,
            FileNameOverride = request.FileNameOverride,
            LinksTo = request.LinksTo,
            LinksToClassName = kind == EntityKind.Link ? LinkedType(request.LinksTo!) : null,
            ColumnIds = kind.IsTable ? request.ColumnIds ?? previous?.ColumnIds ?? [] : null,
            IsSearchEnabled = kind.IsTable ? request.IsSearchEnabled ?? false : null,
            DefiningSQL = request.DefiningSQL,
            ViewTypeMask = kind == EntityKind.EntityView ? Mask(request) : null,
            ScopeIds = request.ScopeIds ?? (kind == EntityKind.EntityView || kind == EntityKind.SubmissionView ? [] : null),
            Items = request.Items ?? (kind == EntityKind.Dataset || kind == EntityKind.DatasetCollection ? [] : null),
            RepositoryName = request.RepositoryName,
            IsManaged = kind == EntityKind.Docker ? false : null,
        };
    }

    /// <summary>Whether a file got another file handle whose bytes are not known to be the same: that makes a new version.</summary>
    public bool HasOtherBytes(Entity before, Entity after)
    {
        if (before.DataFileHandleId == after.DataFileHandleId)
        {
            return false;
        }

        var md5 = FileOf(after)?.ContentMd5;
        return md5 is null || md5 != FileOf(before)?.ContentMd5;
    }

    public FileHandle? FileOf(Entity body) => body.DataFileHandleId is { } id ? store.FileHandles.Find(id) : null;

    public static Entity ToEntity(Node node, Revision revision)
    {
        var versioned = EntityKind.Of(node.ConcreteType).IsVersionable;
        return revision.Body with
        {
            ConcreteType = node.ConcreteType,
            Id = SynId.Text(node.Id),
            Etag = node.Etag,
            Name = node.Name,
            ParentId = SynId.Text(node.ParentId),
            CreatedBy = SynId.Number(node.CreatedBy),
            CreatedOn = node.CreatedOn,
            ModifiedBy = SynId.Number(revision.ModifiedBy),
            ModifiedOn = revision.ModifiedOn,
            VersionNumber = versioned ? revision.Number : null,
            VersionLabel = versioned ? revision.Label : null,
            VersionComment = versioned ? revision.Body.VersionComment : null,
            IsLatestVersion = versioned ? revision.Number == node.Version : null,
        };
    }

    private void CheckFile(Caller caller, Entity request, Entity? previous)
    {
        if (request.DataFileHandleId is not { } id)
        {
            throw SynapseError.Invalid("FileEntity.dataFileHandleId is required.");
        }

        var file = store.FileHandles.Find(id) ?? throw SynapseError.NotFound($"The file handle id {id} does not exist.");
        if (id != previous?.DataFileHandleId && file.CreatedBy != caller.IdText)
        {
            throw SynapseError.Forbidden($"Only the creator of a FileHandle can assign it to an entity; you are not the creator of file handle {id}.");
        }

        if (request.FileNameOverride is not null && request.FileNameOverride != previous?.FileNameOverride)
        {
            throw SynapseError.Invalid("fileNameOverride field is deprecated; the name of the file comes from its file handle.");
        }
    }

    private string LinkedType(Reference target) => store.Nodes.Find(SynId.Parse(target.TargetId))?.ConcreteType
        ?? throw SynapseError.NotFound($"Entity {target.TargetId} does not exist.");

    private static long Mask(Entity request) => request.ViewTypeMask ?? request.Type switch
    {
        "file" => 1,
        "project" => 2,
        "file_and_table" => 5,
        _ => throw SynapseError.Invalid("EntityView.viewTypeMask is required."),
    };
}
