using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Synapse;

public partial class SynapseClient
{
    /// <summary>Creates an entity: <c>POST /entity</c>.</summary>
    /// <param name="entity">The entity, with name and parent.</param>
    /// <param name="generatedBy">The id of the activity that made it; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name.</exception>
    /// <exception cref="ConflictException">The name is taken under that parent, possibly by this very call where a first answer was
    /// lost.</exception>
    public virtual async Task<T> CreateEntityAsync<T>(T entity, string? generatedBy = null, CancellationToken cancellationToken = default)
        where T : Entity
    {
        ArgumentNullException.ThrowIfNull(entity);
        SynapseName.Validate(entity.Name, nameof(entity));
        return (T)await _repo.SendAsync(
            HttpMethod.Post, RequestPath.Of($"/entity").Query("generatedBy", generatedBy), RequestSafety.Idempotent, entity,
            SynapseJson.Default.Entity, SynapseJson.Default.Entity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a file with one request that is not repeated: a conflict then means that somebody else's is there.</summary>
    /// <exception cref="SubmissionUnknownException">The answer was lost.</exception>
    internal async Task<FileEntity> CreateFileOnceAsync(FileEntity file, CancellationToken cancellationToken) =>
        (FileEntity)await _repo.SendAsync(
            HttpMethod.Post, $"/entity", RequestSafety.Once, file, SynapseJson.Default.Entity, SynapseJson.Default.Entity, cancellationToken).ConfigureAwait(false);

    /// <summary>An entity, at its newest version or at the version that the id names: <c>GET /entity/{id}</c>,
    /// <c>GET /entity/{id}/version/{n}</c>.</summary>
    public virtual Task<Entity> GetEntityAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/{At(id):path}", SynapseJson.Default.Entity, cancellationToken);

    /// <summary>Changes an entity: <c>PUT /entity/{id}</c>. Send back what was read, with the changes made.</summary>
    /// <param name="entity">The whole entity, with its current etag.</param>
    /// <param name="newVersion">Whether to make a new version even where the bytes are the same. Tables make none this way.</param>
    /// <param name="generatedBy">The id of the activity that made this version; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PreconditionFailedException">It was changed in the meantime, possibly by this very call where a first answer was
    /// lost.</exception>
    public virtual async Task<T> UpdateEntityAsync<T>(
        T entity, bool newVersion = false, string? generatedBy = null, CancellationToken cancellationToken = default)
        where T : Entity
    {
        ArgumentNullException.ThrowIfNull(entity);
        var path = RequestPath.Of($"/entity/{entity.Id}").Query("newVersion", newVersion ? true : null).Query("generatedBy", generatedBy);
        return (T)await _repo.SendAsync(
            HttpMethod.Put, path, RequestSafety.Idempotent, entity, SynapseJson.Default.Entity, SynapseJson.Default.Entity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes an entity and everything in it: <c>DELETE /entity/{id}</c>.</summary>
    /// <param name="id">The entity, without a version.</param>
    /// <param name="skipTrashCan">Whether to delete for good rather than to move to the trash can.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The id names a version: see <see cref="DeleteEntityVersionAsync"/>.</exception>
    public virtual Task DeleteEntityAsync(SynapseId id, bool skipTrashCan = false, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Delete, RequestPath.Of($"/entity/{Newest(id)}").Query("skipTrashCan", skipTrashCan ? true : null), RequestSafety.Idempotent, cancellationToken);

    /// <summary>Deletes one version of an entity: <c>DELETE /entity/{id}/version/{n}</c>.</summary>
    /// <exception cref="ArgumentException">The id names no version.</exception>
    public virtual Task DeleteEntityVersionAsync(SynapseId id, CancellationToken cancellationToken = default) => id.Version is { } version
        ? _repo.SendAsync(HttpMethod.Delete, $"/entity/{id.WithoutVersion()}/version/{version}", RequestSafety.Idempotent, cancellationToken)
        : throw new ArgumentException($"'{id}' names no version. Pass one such as {id}.1, or use DeleteEntityAsync.", nameof(id));

    /// <summary>All versions of an entity, newest first: every page of <c>GET /entity/{id}/version</c>.</summary>
    public virtual IAsyncEnumerable<VersionInfo> GetVersionsAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        DrainAsync(50, (offset, token) => GetVersionsPageAsync(id, offset, 50, token), cancellationToken);

    /// <summary>A raw page of the versions of an entity: <c>GET /entity/{id}/version</c>.</summary>
    public virtual Task<PaginatedResults<VersionInfo>> GetVersionsPageAsync(
        SynapseId id, long offset, long limit, CancellationToken cancellationToken = default) =>
        _repo.GetAsync(
            RequestPath.Of($"/entity/{Newest(id)}/version").Query("offset", offset).Query("limit", limit),
            SynapseJson.Default.PaginatedResultsVersionInfo, cancellationToken);

    /// <summary>An entity and the parts that are asked for, in one answer: <c>POST /entity/{id}/bundle2</c>,
    /// <c>POST /entity/{id}/version/{n}/bundle2</c>.</summary>
    public virtual Task<EntityBundle> GetBundleAsync(
        SynapseId id, EntityBundleRequest parts, CancellationToken cancellationToken = default) =>
        _repo.SendAsync(
            HttpMethod.Post, $"/{At(id):path}/bundle2", RequestSafety.Idempotent, parts,
            SynapseJson.Default.EntityBundleRequest, SynapseJson.Default.EntityBundle, cancellationToken);

    /// <summary>All children of a container: every page of <c>POST /entity/children</c>, 50 children each.</summary>
    /// <param name="parentId">The project or folder.</param>
    /// <param name="types">The kinds to list; null for every kind that <see cref="EntityType"/> names: the server wants each one named, so that
    /// a kind newer than this version is listed only where it is given.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual IAsyncEnumerable<EntityHeader> GetChildrenAsync(
        SynapseId parentId, IReadOnlyList<EntityType>? types = null, CancellationToken cancellationToken = default)
    {
        var request = new EntityChildrenRequest { ParentId = Newest(parentId).ToString(), IncludeTypes = types ?? EntityType.All };
        return TokenPages.ReadAsync(
            async (token, cancel) =>
            {
                var page = await GetChildrenPageAsync(request with { NextPageToken = token }, cancel).ConfigureAwait(false);
                return new TokenPage<EntityHeader> { Items = page.Children, NextToken = page.NextPageToken };
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>A raw page of children, 50 at most: <c>POST /entity/children</c>.</summary>
    /// <exception cref="ArgumentException">The request names no kind of entity.</exception>
    public virtual Task<EntityChildrenPage> GetChildrenPageAsync(
        EntityChildrenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.IncludeTypes.Count == 0)
        {
            throw new ArgumentException($"{nameof(request.IncludeTypes)} is empty: Synapse wants at least one kind of entity to list, such as EntityType.File.", nameof(request));
        }

        return _repo.SendAsync(
            HttpMethod.Post, $"/entity/children", RequestSafety.Idempotent, request,
            SynapseJson.Default.EntityChildrenRequest, SynapseJson.Default.EntityChildrenPage, cancellationToken);
    }

    /// <summary>The child with an exact name: <c>POST /entity/child</c>; null where there is none.</summary>
    /// <param name="parentId">The project or folder; null looks for a project.</param>
    /// <param name="name">The exact name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual async Task<SynapseId?> FindChildAsync(SynapseId? parentId, string name, CancellationToken cancellationToken = default)
    {
        SynapseName.Validate(name, nameof(name));
        try
        {
            var found = await _repo.SendAsync(
                HttpMethod.Post, $"/entity/child", RequestSafety.Idempotent, new EntityLookupRequest { ParentId = parentId?.ToString(), EntityName = name },
                SynapseJson.Default.EntityLookupRequest, SynapseJson.Default.EntityId, cancellationToken).ConfigureAwait(false);
            return SynapseId.Parse(found.Id);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>What lists say of several entities: <c>POST /entity/header</c>. Entities that are not found are left out.</summary>
    public virtual async Task<IReadOnlyList<EntityHeader>> GetHeadersAsync(
        IEnumerable<SynapseId> ids, CancellationToken cancellationToken = default)
    {
        var references = ids.Select(id => new EntityReference { TargetId = id.WithoutVersion().ToString(), TargetVersionNumber = id.Version });
        var found = await _repo.SendAsync(
            HttpMethod.Post, $"/entity/header", RequestSafety.Idempotent, new EntityReferenceList { References = [.. references] },
            SynapseJson.Default.EntityReferenceList, SynapseJson.Default.PaginatedResultsEntityHeader, cancellationToken)
                .ConfigureAwait(false);
        return found.Results;
    }

    /// <summary>What lists say of one entity: <c>GET /entity/{id}/type</c>.</summary>
    public virtual Task<EntityHeader> GetHeaderAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/entity/{Newest(id)}/type", SynapseJson.Default.EntityHeader, cancellationToken);

    /// <summary>The way from the root to an entity: <c>GET /entity/{id}/path</c>.</summary>
    public virtual Task<EntityPath> GetPathAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/entity/{Newest(id)}/path", SynapseJson.Default.EntityPath, cancellationToken);

    /// <summary>The files whose bytes have an MD5, 200 at most: <c>GET /entity/md5/{md5}</c>.</summary>
    public virtual async Task<IReadOnlyList<EntityHeader>> FindByMd5Async(string md5, CancellationToken cancellationToken = default)
    {
        var found = await _repo.GetAsync($"/entity/md5/{md5}", SynapseJson.Default.PaginatedResultsEntityHeader, cancellationToken)
            .ConfigureAwait(false);
        return found.Results;
    }

    /// <summary>The project with an alias: <c>GET /entity/alias/{alias}</c>; null where there is none.</summary>
    public virtual async Task<SynapseId?> FindByAliasAsync(string alias, CancellationToken cancellationToken = default)
    {
        var found = await _repo.GetOrDefaultAsync($"/entity/alias/{alias}", SynapseJson.Default.EntityId, cancellationToken)
            .ConfigureAwait(false);
        return found is null ? default(SynapseId?) : SynapseId.Parse(found.Id);
    }

    /// <summary>What the caller may do with an entity: <c>GET /entity/{id}/permissions</c>.</summary>
    public virtual Task<EntityPermissions> GetPermissionsAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/entity/{Newest(id)}/permissions", SynapseJson.Default.EntityPermissions, cancellationToken);

    /// <summary>The entity's own access list: <c>GET /entity/{id}/acl</c>.</summary>
    /// <exception cref="NotFoundException">The entity has none of its own; the message names the entity whose list applies.</exception>
    public virtual Task<AccessControlList> GetAccessControlListAsync(SynapseId id, CancellationToken cancellationToken = default) =>
        _repo.GetAsync($"/entity/{Newest(id)}/acl", SynapseJson.Default.AccessControlList, cancellationToken);

    private static string At(SynapseId id) =>
        id.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"entity/{id.WithoutVersion()}/version/{version}") : $"entity/{id}";
}
