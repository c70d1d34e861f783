namespace SageTasks.Testing.Drs;

/// <summary>Writing as GA4GH's open proposal has it: register, find by checksum, change, delete.</summary>
internal sealed class ProposalRoutes(LocalDrsOptions options, DrsWorld world, Candidates candidates, ObjectWriter writer)
{
    private const string By = "register";

    public void Map(RouteTable routes)
    {
        routes.Map($"POST {ObjectRoutes.Root}/objects/register", Register);
        routes.Map($"GET {ObjectRoutes.Root}/objects/checksum/{{checksum}}", Find);
        routes.Map($"PUT {ObjectRoutes.Root}/objects/delete", DeleteMany);
        routes.Map($"PUT {ObjectRoutes.Root}/objects/{{rest*}}", Change);
    }

    private LocalAnswer Register(LocalRequest request)
    {
        var body = request.ReadJson(DrsJson.Default.RegisterRequest)?.Candidates;
        if (body is not { Count: > 0 })
        {
            throw DrsErrors.Invalid("'candidates' is missing or empty.");
        }

        CheckCount(body.Count);
        var drafts = body.Select(candidate => candidates.Read(candidate, world.NewId())).ToList();
        var placed = world.TryAdd(drafts, By)!;
        return LocalAnswer.Json(
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("objects");
                foreach (var document in placed)
                {
                    writer.Write(json, request, document, expand: false);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            },
            201);
    }

    private LocalAnswer Find(LocalRequest request)
    {
        var found = world.All.Where(document => document.Checksums.Any(sum => sum.Value.Equals(request["checksum"], StringComparison.OrdinalIgnoreCase))).ToList();
        if (found.Count == 0)
        {
            throw DrsErrors.Refuse(404, $"There is no object with the checksum '{request["checksum"]}'.");
        }

        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("summary");
            json.WriteNumber("requested", 1);
            json.WriteNumber("resolved", found.Count);
            json.WriteNumber("unresolved", 0);
            json.WriteEndObject();
            json.WriteStartArray("resolved_drs_object");
            foreach (var document in found)
            {
                writer.Write(json, request, document, expand: false);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private LocalAnswer Change(LocalRequest request)
    {
        var (id, word) = ObjectRoutes.Target(request, "delete", "access-methods", "checksums");
        var body = request.ReadJson(DrsJson.Default.ChangeRequest) ?? new ChangeRequest();
        switch (word)
        {
            case "delete":
                CheckDeletion(body.DeleteStorageData);
                return world.Remove(id) ? LocalAnswer.Empty(204) : throw DrsErrors.NotFound(id);
            case "access-methods" when body.AccessMethods is { Count: > 0 } methods:
                if (Candidates.Problem(methods) is { } problem)
                {
                    throw DrsErrors.Invalid(problem);
                }

                return writer.Answer(request, world.Update(id, found => candidates.Place(found, methods), By), expand: false);
            case "checksums" when body.Checksums is { Count: > 0 } sums:
                return writer.Answer(request, world.Update(id, found => WithMore(found, sums), By), expand: false);
            case null:
                return DrsErrors.Answer(405, "Method Not Allowed");
            default:
                throw DrsErrors.Invalid($"'{word.Replace('-', '_')}' is missing or empty.");
        }
    }

    private static DrsDocument WithMore(DrsDocument found, IReadOnlyList<Checksum> sums)
    {
        var taken = found.Checksums.FirstOrDefault(mine => sums.Any(sum => sum.Type == mine.Type && sum.Value != mine.Value));
        return taken is null
            ? found with { Checksums = [.. found.Checksums.Union(sums)] }
            : throw DrsErrors.Invalid($"The object has another checksum of the type '{taken.Type}'.");
    }

    private LocalAnswer DeleteMany(LocalRequest request)
    {
        var body = request.ReadJson(DrsJson.Default.BulkRequest);
        var ids = body?.Ids ?? throw DrsErrors.Invalid("'bulk_object_ids' is missing.");
        CheckCount(ids.Count);
        CheckDeletion(body.DeleteStorageData);
        world.RemoveAll(ids);
        return LocalAnswer.Empty(204);
    }

    private void CheckCount(int count)
    {
        if (count > options.MaxBulk)
        {
            throw DrsErrors.TooMany(count, options.MaxBulk);
        }
    }

    private static void CheckDeletion(bool? storage)
    {
        if (storage == true)
        {
            throw DrsErrors.Invalid("This server does not delete bytes ('delete_storage_data').");
        }
    }
}
