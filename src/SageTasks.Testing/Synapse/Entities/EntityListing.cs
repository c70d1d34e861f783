using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Finds and lists entities.</summary>
internal sealed class EntityListing(SynapseStore store, NodeTree tree, Access access, EntityContent content)
{
    private const int PageSize = 50;
    private const int MaxSameBytes = 200;

    public EntityChildrenResponse Children(Call call, EntityChildrenRequest request)
    {
        var caller = call.Caller;
        if (request.IncludeTypes is not { Count: > 0 })
        {
            throw SynapseError.Invalid("EntityChildrenRequest.includeTypes must include at least one type.");
        }

        var parent = request.ParentId is null ? tree.Get(NodeTree.Root) : access.Require(caller, request.ParentId, "READ");
        var (limit, offset) = ParseToken(request.NextPageToken);
        var children = Visible(caller, parent, Sorted(parent, request));
        var from = Math.Min(call.Request.Shifted(offset), children.Length);
        return new EntityChildrenResponse
        {
            Page = [.. children[from..Math.Min(from + limit, children.Length)].Select(n => Header(n))],
            NextPageToken = offset + limit < children.Length ? string.Create(CultureInfo.InvariantCulture, $"{limit}a{offset + limit}") : null,
            TotalChildCount = request.IncludeTotalChildCount == true ? children.Length : null,
            SumFileSizesBytes = request.IncludeSumFileSizes == true ? children.Sum(SizeOf) : null,
        };
    }

    public EntityId Child(Caller caller, EntityLookupRequest request)
    {
        var name = request.EntityName ?? throw SynapseError.Invalid("EntityLookupRequest.entityName is required.");
        var parent = request.ParentId is null ? tree.Get(NodeTree.Root) : access.Require(caller, request.ParentId, "READ");
        var child = tree.FindChild(parent.Id, name)
            ?? throw SynapseError.NotFound($"An entity with name: '{name}' does not exist with parentId: {SynId.Text(parent.Id)}");
        access.Require(caller, child, "READ");
        return new EntityId { Id = SynId.Text(child.Id) };
    }

    public EntityId Alias(string alias)
    {
        foreach (var project in tree.ChildrenOf(NodeTree.Root).All)
        {
            if (tree.GetRevision(project).Body.Alias is { } text && text.Equals(alias, StringComparison.OrdinalIgnoreCase))
            {
                return new EntityId { Id = SynId.Text(project.Id) };
            }
        }

        throw SynapseError.NotFound($"Alias {alias} does not exist.");
    }

    public Page<EntityHeader> SameBytes(Caller caller, string md5)
    {
        var found = store.Nodes.All.Where(n => !tree.IsTrashed(n) && access.Has(caller, n, "READ"))
            .Where(n => content.FileOf(tree.GetRevision(n).Body)?.ContentMd5 == md5)
            .OrderBy(n => n.Id).Take(MaxSameBytes).Select(n => Header(n)).ToList();
        return Page.Of(found, found.Count);
    }

    /// <summary>Headers of what exists and may be read; the rest is left out, as the server does.</summary>
    public Page<EntityHeader> Headers(Caller caller, IEnumerable<Reference> references)
    {
        var found = new List<EntityHeader>();
        foreach (var reference in references)
        {
            var (id, version) = SynId.ParseVersioned(reference.TargetId);
            if (store.Nodes.Find(id) is { } node && !tree.IsTrashed(node) && access.Has(caller, node, "READ")
                && tree.FindRevision(id, reference.TargetVersionNumber ?? version ?? node.Version) is { } revision)
            {
                found.Add(Header(node, revision));
            }
        }

        return Page.Of(found, found.Count);
    }

    public EntityHeader Header(Caller caller, string id) => Header(access.Require(caller, id, "READ"));

    public EntityHeader Benefactor(Caller caller, string id) => Header(access.Benefactor(access.Require(caller, id, "READ")));

    public EntityPath Path(Caller caller, string id) =>
        new() { Path = [.. tree.Upwards(access.Require(caller, id, "READ")).Reverse().Select(n => Header(n))] };

    public Page<VersionInfo> Versions(Caller caller, string id, int offset, int limit)
    {
        var node = access.Require(caller, id, "READ");
        var all = tree.RevisionsOf(node).ToList();
        return Page.Of([.. all.Skip(offset).Take(limit).Select(r => Version(node, r))], all.Count);
    }

    public EntityHeader Header(Node node, Revision? version = null)
    {
        var revision = version ?? tree.GetRevision(node);
        return new EntityHeader
        {
            Id = SynId.Text(node.Id),
            Name = node.Name,
            Type = node.ConcreteType,
            VersionNumber = revision.Number,
            VersionLabel = revision.Label,
            IsLatestVersion = revision.Number == node.Version,
            BenefactorId = access.Benefactor(node).Id,
            CreatedOn = node.CreatedOn,
            CreatedBy = SynId.Number(node.CreatedBy),
            ModifiedOn = revision.ModifiedOn,
            ModifiedBy = SynId.Number(revision.ModifiedBy),
        };
    }

    private VersionInfo Version(Node node, Revision revision)
    {
        var file = content.FileOf(revision.Body);
        return new VersionInfo
        {
            Id = SynId.Text(node.Id),
            VersionNumber = revision.Number,
            VersionLabel = revision.Label,
            VersionComment = revision.Body.VersionComment,
            IsLatestVersion = revision.Number == node.Version,
            ModifiedBy = SynId.Number(revision.ModifiedBy),
            ModifiedByPrincipalId = SynId.Number(revision.ModifiedBy),
            ModifiedOn = revision.ModifiedOn,
            ContentMd5 = file?.ContentMd5,
            ContentSize = file?.ContentSize is { } size ? SynId.Number(size) : null,
        };
    }

    private long SizeOf(Node node) => content.FileOf(tree.GetRevision(node).Body)?.ContentSize ?? 0;

    private Node[] Sorted(Node parent, EntityChildrenRequest request)
    {
        var types = request.IncludeTypes!.Select(t => EntityKind.Named(t).ConcreteType).ToHashSet(StringComparer.Ordinal);
        var descending = request.SortDirection == "DESC";
        var sortBy = request.SortBy ?? "NAME";
        var view = $"{sortBy} {descending} {string.Join(',', types.Order(StringComparer.Ordinal))}";
        return tree.ChildrenOf(parent.Id).Sorted(view, all =>
        {
            var nodes = all.Where(n => types.Contains(n.ConcreteType));
            return sortBy switch
            {
                "NAME" => Ordered(nodes, n => n.Name, StringComparer.Ordinal, descending),
                "CREATED_ON" => Ordered(nodes, n => n.CreatedOn, null, descending),
                "MODIFIED_ON" => Ordered(nodes, n => tree.GetRevision(n).ModifiedOn, null, descending),
                _ => throw SynapseError.Invalid($"Unknown sortBy: {sortBy}"),
            };
        });
    }

    private Node[] Visible(Caller caller, Node parent, Node[] nodes)
    {
        // Below a container that may be read, only those with an access list of their own can still be hidden.
        var uniform = parent.Id != NodeTree.Root && !store.Acls.All.Any(a => tree.FindParentId(a.Id) == parent.Id);
        return uniform ? nodes : Array.FindAll(nodes, n => access.Has(caller, n, "READ"));
    }

    private static IEnumerable<Node> Ordered<TKey>(IEnumerable<Node> nodes, Func<Node, TKey> key, IComparer<TKey>? comparer, bool descending) => descending
        ? nodes.OrderByDescending(key, comparer).ThenByDescending(n => n.Id)
        : nodes.OrderBy(key, comparer).ThenBy(n => n.Id);

    private static (int Limit, int Offset) ParseToken(string? token)
    {
        if (token is null)
        {
            return (PageSize, 0);
        }

        var parts = token.Split('a');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= PageSize
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? (limit, offset)
            : throw SynapseError.Invalid($"Unknown format of nextPageToken: {token}");
    }
}
