using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>The rows of views over entities: their fields and annotations.</summary>
internal sealed class EntityViewRows(NodeTree tree, Access access, EntityContent content)
{
    private static readonly (string Type, long Bit)[] Masks =
    [
        ("file", 1), ("project", 2), ("table", 4), ("folder", 8), ("entityview", 0x10), ("dockerrepo", 0x20), ("submissionview", 0x40),
        ("dataset", 0x80), ("datasetcollection", 0x100), ("materializedview", 0x200),
    ];

    public List<SourceRow> Read(Revision view, IReadOnlyList<ColumnModel> columns) =>
        [.. Members(view.Body).OrderBy(m => m.Node.Id).Select(m => ToRow(m.Node, m.Revision, columns))];

    private IEnumerable<(Node Node, Revision Revision)> Members(Entity view) => view.Items is null ? InScope(view) : Listed(view.Items);

    private IEnumerable<(Node, Revision)> InScope(Entity view)
    {
        var types = Masks.Where(m => ((view.ViewTypeMask ?? 0) & m.Bit) != 0).Select(m => EntityKind.Named(m.Type).ConcreteType).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<long>();
        foreach (var scope in view.ScopeIds ?? [])
        {
            foreach (var node in tree.Below(SynId.Parse(scope)).Append(tree.Find(SynId.Parse(scope))).OfType<Node>())
            {
                if (types.Contains(node.ConcreteType) && !tree.IsTrashed(node) && seen.Add(node.Id))
                {
                    yield return (node, tree.GetRevision(node));
                }
            }
        }
    }

    private IEnumerable<(Node, Revision)> Listed(IReadOnlyList<EntityRef> items)
    {
        foreach (var item in items)
        {
            if (tree.Find(SynId.Parse(item.EntityId)) is { } node && !tree.IsTrashed(node)
                && tree.FindRevision(node.Id, item.VersionNumber ?? node.Version) is { } revision)
            {
                yield return (node, revision);
            }
        }
    }

    private SourceRow ToRow(Node node, Revision revision, IReadOnlyList<ColumnModel> columns) =>
        new(node.Id, revision.Number, node.Etag, [.. columns.Select(c => Field(node, revision, c.Name!) ?? Annotation(revision.Annotations, c))]);

    private string? Field(Node node, Revision revision, string name) => name switch
    {
        "id" => SynId.Text(node.Id),
        "name" => node.Name,
        "description" => revision.Body.Description,
        "createdOn" => SynId.Number(node.CreatedOn.ToUnixTimeMilliseconds()),
        "createdBy" => SynId.Number(node.CreatedBy),
        "etag" => node.Etag,
        "modifiedOn" => SynId.Number(revision.ModifiedOn.ToUnixTimeMilliseconds()),
        "modifiedBy" => SynId.Number(revision.ModifiedBy),
        "path" => string.Join('/', tree.Upwards(node).Where(n => n.Id != NodeTree.Root).Reverse().Select(n => n.Name)),
        "type" => EntityKind.Of(node.ConcreteType).Type,
        "currentVersion" => SynId.Number(revision.Number),
        "parentId" => SynId.Text(node.ParentId),
        "benefactorId" => SynId.Text(access.Benefactor(node).Id),
        "projectId" => tree.Upwards(node).FirstOrDefault(n => n.ParentId == NodeTree.Root) is { } project ? SynId.Text(project.Id) : null,
        _ => FileField(content.FileOf(revision.Body), name),
    };

    private static string? FileField(FileHandle? file, string name) => name switch
    {
        "dataFileHandleId" => file?.Id,
        "dataFileName" => file?.FileName,
        "dataFileSizeBytes" => file?.ContentSize is { } size ? SynId.Number(size) : null,
        "dataFileMD5Hex" => file?.ContentMd5,
        "dataFileConcreteType" => file?.ConcreteType,
        "dataFileBucket" => file?.BucketName,
        "dataFileKey" => file?.Key,
        _ => null,
    };

    /// <summary>An annotation as the value of a column: a list, or its first value.</summary>
    public static string? Annotation(Dictionary<string, AnnotationsValue>? annotations, ColumnModel column)
    {
        if (annotations is null || !annotations.TryGetValue(column.Name!, out var annotation) || annotation.Value is not { Count: > 0 } values)
        {
            return null;
        }

        if (!ColumnTypes.IsList(column.ColumnType))
        {
            return values[0];
        }

        var bare = column.ColumnType is "INTEGER_LIST" or "BOOLEAN_LIST" or "DATE_LIST" or "USERID_LIST";
        return $"[{string.Join(',', values.Select(v => bare ? v : $"\"{JsonEncodedText.Encode(v)}\""))}]";
    }
}
