namespace SageTasks.Testing.Synapse;

/// <summary>Does in one transaction, as one user, what a test needs before it starts.</summary>
internal sealed class SynapseSeed(Caller caller, SynapseParts parts)
{
    public string Create(EntityKind kind, string? parentId, string name) =>
        parts.Catalog.Create(caller, new Entity { ConcreteType = kind.ConcreteType, ParentId = parentId, Name = name }, generatedBy: null).Id!;

    public string CreateFile(string parentId, string name, string contentType, StoredPart part)
    {
        var blob = parts.Writer.Keep(caller, EntityName.Check(name), contentType, part);
        var handle = parts.Files.CreateS3(caller, blob, name, contentType, part.Md5, Destinations.DefaultId);
        var file = new Entity { ConcreteType = EntityKind.File.ConcreteType, ParentId = parentId, Name = name, DataFileHandleId = handle.Id };
        return parts.Catalog.Create(caller, file, generatedBy: null).Id!;
    }

    public string Annotate(string entityId, IReadOnlyDictionary<string, string> annotations)
    {
        var current = parts.Catalog.Annotations(caller, entityId, null);
        var merged = new Dictionary<string, AnnotationsValue>(current.Map!, StringComparer.Ordinal);
        foreach (var (key, value) in annotations)
        {
            merged[key] = new AnnotationsValue { Type = "STRING", Value = [value] };
        }

        return parts.Catalog.UpdateAnnotations(caller, entityId, current with { Map = merged }).Etag!;
    }
}
