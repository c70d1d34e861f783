namespace SageTasks.Testing.Drs;

/// <summary>The administration of GA4GH's starter kit, which has a port of its own there.</summary>
internal sealed class StarterKitRoutes(DrsWorld world)
{
    private const string Root = "/admin/ga4gh/drs/v1/objects";
    private const string By = "starter kit";

    public void Map(RouteTable routes)
    {
        routes.Map($"POST {Root}", Create);
        routes.Map($"GET {Root}/{{id*}}", request => Answer(world.Get(request["id"])));
        routes.Map($"PUT {Root}/{{id*}}", Replace);
        routes.Map($"DELETE {Root}/{{id*}}", Delete);
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var draft = Read(request, null);
        var placed = world.TryAdd([draft], By) ?? throw DrsErrors.Refuse(409, $"A DrsObject already exists with id: {draft.Id}");
        return Answer(placed[0]);
    }

    private LocalAnswer Replace(LocalRequest request)
    {
        var draft = Read(request, world.Get(request["id"]).Id);
        return Answer(world.Put(draft, By));
    }

    private LocalAnswer Delete(LocalRequest request) =>
        world.Remove(request["id"]) ? LocalAnswer.Empty(200) : throw DrsErrors.NotFound(request["id"]);

    private DrsDocument Read(LocalRequest request, string? id)
    {
        var body = request.ReadJson(DrsJson.Default.AdminObject);
        if (body?.Id is not { Length: > 0 } given || (id is not null && id != given))
        {
            throw DrsErrors.Invalid("'id' is missing, or another one than in the path.");
        }

        var methods = (body.S3Accesses ?? [])
            .Select(s3 => new AccessMethod { Type = "s3", AccessUrl = new AccessUrl { Url = $"s3://{s3.Bucket}/{s3.Key?.TrimStart('/')}" }, Region = s3.Region })
            .Concat((body.FileAccessObjects ?? []).Select(file => DrsWorld.Method(new Uri(Path.GetFullPath(file.Path ?? "")).AbsoluteUri)));
        return new Candidates(world).Place(
            new DrsDocument
            {
                Id = given,
                Name = body.Name,
                Size = body.Size,
                Created = body.CreatedTime ?? world.Now,
                Updated = body.UpdatedTime ?? world.Now,
                Version = body.Version,
                MimeType = body.MimeType,
                Checksums = body.Checksums ?? [],
                Contents = body.IsBundle == true ? [.. (body.DrsObjectChildren ?? []).Select(Child)] : null,
                Description = body.Description,
                Aliases = body.Aliases ?? [],
            },
            [.. methods]);
    }

    private Content Child(AdminObject.Reference child)
    {
        var found = world.Get(child.Id ?? "");
        return new Content { Name = found.Name ?? found.Id, Id = found.Id };
    }

    private static LocalAnswer Answer(DrsDocument found) => LocalAnswer.Json(
        new AdminObject
        {
            Id = found.Id,
            Name = found.Name,
            Description = found.Description,
            CreatedTime = found.Created,
            UpdatedTime = found.Updated,
            MimeType = found.MimeType,
            Size = found.Size,
            Version = found.Version,
            IsBundle = found.IsBundle,
            Aliases = found.Aliases,
            Checksums = found.Checksums,
            DrsObjectChildren = found.Contents is { } contents ? [.. contents.Select(entry => new AdminObject.Reference { Id = entry.Id })] : null,
            S3Accesses = [.. found.Methods.Where(method => method.Type == "s3").Select(Bucket)],
            FileAccessObjects = [.. found.Methods.Where(method => method.Type == "file").Select(method => new AdminObject.FileAccess { Path = new Uri(method.AccessUrl!.Url!).LocalPath })],
        },
        DrsJson.Default.AdminObject);

    private static AdminObject.S3Access Bucket(AccessMethod method)
    {
        var parts = method.AccessUrl!.Url!["s3://".Length..].Split('/', 2);
        return new AdminObject.S3Access { Region = method.Region, Bucket = parts[0], Key = parts.Length > 1 ? parts[1] : "" };
    }
}
