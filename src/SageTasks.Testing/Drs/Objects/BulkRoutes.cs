using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>Many objects at once.</summary>
internal sealed class BulkRoutes(
    LocalDrsOptions options, DrsWorld world, ObjectWriter writer, AccessAnswers access, Restoring restoring, Passports passports)
{
    private DrsPersonality Ways => options.Personality;

    public void Map(RouteTable routes)
    {
        if (!Ways.HasBulk)
        {
            return;
        }

        routes.Map($"POST {ObjectRoutes.Root}/objects", Objects);
        routes.MapOpen($"OPTIONS {ObjectRoutes.Root}/objects", Options);
        routes.Map($"POST {ObjectRoutes.Root}/objects/access", Access);
    }

    private LocalAnswer Objects(LocalRequest request)
    {
        var body = Body(request);
        var ids = body.Ids ?? throw DrsErrors.Invalid("'bulk_object_ids' is missing.");
        Check(ids.Count);
        var sorted = Sort(ids, body.Passports ?? []);
        if (restoring.MustWait(sorted.Found.Select(found => found.Id), forObject: true))
        {
            return AccessAnswers.Wait(options);
        }

        var expand = request.QueryValue("expand") == "true";
        return Answer(ids.Count, sorted, Ways.BulkKeyIsPlural ? "resolved_drs_objects" : "resolved_drs_object", json =>
        {
            foreach (var found in sorted.Found)
            {
                writer.Write(json, request, found, expand);
            }
        });
    }

    private LocalAnswer Options(LocalRequest request)
    {
        if (!Ways.HasOptions)
        {
            return DrsErrors.Answer(405, "Method Not Allowed");
        }

        var ids = Body(request).Ids ?? throw DrsErrors.Invalid("'bulk_object_ids' is missing.");
        Check(ids.Count);
        var sorted = Sort(ids, options.Passports);
        return Answer(ids.Count, sorted, "resolved_drs_object", json =>
        {
            foreach (var found in sorted.Found)
            {
                Authorizations.Write(json, found, options.RequiresToken);
            }
        });
    }

    private LocalAnswer Access(LocalRequest request)
    {
        var body = Body(request);
        var wanted = body.AccessIds ?? throw DrsErrors.Invalid("'bulk_object_access_ids' is missing.");
        Check(wanted.Sum(entry => entry.AccessIds?.Count ?? 0));
        var sorted = Sort([.. wanted.Select(entry => entry.ObjectId ?? "")], body.Passports ?? []);
        if (restoring.MustWait(sorted.Found.Select(found => found.Id), forObject: false))
        {
            return AccessAnswers.Wait(options);
        }

        var urls = new List<(DrsDocument Object, string AccessId, AccessUrl Url)>();
        foreach (var entry in wanted)
        {
            foreach (var accessId in entry.AccessIds ?? [])
            {
                if (sorted.Found.FirstOrDefault(found => found.Id == world.Find(entry.ObjectId ?? "")?.Id) is { } found)
                {
                    if (access.Find(request, found, accessId) is { } url)
                    {
                        urls.Add((found, accessId, url));
                    }
                    else
                    {
                        sorted.Add(404, found.Id);
                    }
                }
            }
        }

        return Answer(wanted.Count, sorted, "resolved_drs_object_access_urls", json =>
        {
            foreach (var (found, accessId, url) in urls)
            {
                json.WriteStartObject();
                json.WriteString("drs_object_id", found.Id);
                json.WriteString("drs_access_id", accessId);
                AccessAnswers.WriteUrl(json, url, Ways);
                json.WriteEndObject();
            }
        });
    }

    private static BulkRequest Body(LocalRequest request) => request.ReadJson(DrsJson.Default.BulkRequest) ?? throw DrsErrors.Invalid("The body is missing.");

    private void Check(int count)
    {
        if (count > options.MaxBulk)
        {
            throw DrsErrors.TooMany(count, options.MaxBulk);
        }
    }

    private SortedIds Sort(IReadOnlyList<string> ids, IReadOnlyList<string> given)
    {
        var sorted = new SortedIds();
        foreach (var id in ids)
        {
            if (world.Find(id) is not { } found)
            {
                sorted.Add(404, id);
            }
            else if (passports.Opens(found, given))
            {
                sorted.Found.Add(found);
            }
            else
            {
                sorted.Add(403, id);
            }
        }

        return sorted;
    }

    private static LocalAnswer Answer(int requested, SortedIds sorted, string key, Action<Utf8JsonWriter> resolved) => LocalAnswer.Json(json =>
    {
        var unresolved = sorted.Unresolved.Sum(pair => pair.Value.Count);
        json.WriteStartObject();
        json.WriteStartObject("summary");
        json.WriteNumber("requested", requested);
        json.WriteNumber("resolved", requested - unresolved);
        json.WriteNumber("unresolved", unresolved);
        json.WriteEndObject();
        json.WriteStartArray("unresolved_drs_objects");
        foreach (var (status, ids) in sorted.Unresolved)
        {
            json.WriteStartObject();
            json.WriteNumber("error_code", status);
            json.WriteStartArray("object_ids");
            ids.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(key);
        resolved(json);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private sealed class SortedIds
    {
        public List<DrsDocument> Found { get; } = [];

        public SortedDictionary<int, List<string>> Unresolved { get; } = [];

        public void Add(int status, string id)
        {
            if (!Unresolved.TryGetValue(status, out var ids))
            {
                Unresolved[status] = ids = [];
            }

            if (!ids.Contains(id))
            {
                ids.Add(id);
            }
        }
    }
}
