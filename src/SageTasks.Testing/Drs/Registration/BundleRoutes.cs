using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>Bundles as Gen3's indexd keeps them.</summary>
internal sealed class BundleRoutes(DrsWorld world)
{
    private const string By = "indexd";

    public void Map(RouteTable routes)
    {
        foreach (var root in (string[])["/bundle", "/index/bundle"])
        {
            routes.Map($"POST {root}", Create);
            routes.Map($"GET {root}/{{id*}}", request => Answer(Get(request["id"])));
            routes.Map($"DELETE {root}/{{id*}}", Delete);
        }
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var body = request.ReadJson(DrsJson.Default.BundleRequest);
        if (body is not { Name: { Length: > 0 } name, Bundles: { Count: > 0 } members })
        {
            throw IndexdErrors.Refuse(400, "'name' and 'bundles' are required properties");
        }

        if (members.Distinct(StringComparer.Ordinal).Count() < members.Count)
        {
            throw IndexdErrors.Refuse(400, "Duplicate GUIDs are not allowed in a bundle");
        }

        var contents = members.Select(Member).ToList();
        var draft = new DrsDocument
        {
            Id = body.BundleId ?? world.NewId(),
            Name = name,
            Created = world.Now,
            Updated = world.Now,
            Version = body.Version,
            Checksums = body.Checksums ?? [],
            Contents = contents,
            Description = body.Description,
            Aliases = body.Aliases ?? [],
        };
        var placed = world.TryAdd([draft], By) ?? throw IndexdErrors.Refuse(409, $"bundle id \"{draft.Id}\" already exists");
        return Answer(placed[0]);
    }

    private Content Member(string id)
    {
        var found = world.Find(id) ?? throw IndexdErrors.Refuse(400, $"bundle object \"{id}\" does not exist");
        return new Content { Name = found.Name is { Length: > 0 } name ? name : id, Id = found.Id };
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        world.Remove(Get(request["id"]).Id);
        return LocalAnswer.Empty(200);
    }

    private DrsDocument Get(string id) => world.Find(id) is { IsBundle: true } found ? found : throw IndexdErrors.Refuse(404, "no bundle found");

    private static LocalAnswer Answer(DrsDocument bundle) => LocalAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("bundle_id", bundle.Id);
        json.WriteString("name", bundle.Name);
        json.WriteString("contents", JsonSerializer.Serialize(bundle.Contents, DrsJson.Default.IReadOnlyListContent));
        json.WriteEndObject();
    });
}
