using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>Records as Gen3's indexd keeps them, at its own address and behind the commons' proxy.</summary>
internal sealed class IndexdRoutes(DrsWorld world)
{
    private const string By = "indexd";
    private const int PageSize = 100;

    public void Map(RouteTable routes)
    {
        foreach (var root in (string[])["/index", "/index/index"])
        {
            routes.Map($"POST {root}", Create);
            routes.Map($"GET {root}", List);
            routes.Map($"GET {root}/{{did*}}", request => LocalAnswer.Json(json => Write(json, Get(request["did"]))));
            routes.Map($"PUT {root}/{{did*}}", Change);
            routes.Map($"DELETE {root}/{{did*}}", Delete);
        }
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var body = Read(request);
        if (IndexdChecks.Problem(body) is { } problem)
        {
            throw IndexdErrors.Refuse(400, problem);
        }

        var draft = Place(
            new DrsDocument
            {
                Id = body.Did ?? world.NewId(),
                Name = body.FileName,
                Size = body.Size,
                Created = body.ContentCreatedDate ?? world.Now,
                Updated = body.ContentUpdatedDate ?? world.Now,
                Version = body.Version,
                Checksums = [.. body.Hashes!.Select(pair => new Checksum(pair.Key, pair.Value))],
                Description = body.Description,
                Indexd = new IndexdFields
                {
                    Rev = NewRev(),
                    Baseid = body.Baseid ?? Guid.NewGuid().ToString(),
                    Acl = body.Acl ?? [],
                    Authz = body.Authz ?? [],
                    Metadata = body.Metadata,
                    UrlsMetadata = body.UrlsMetadata,
                    Uploader = body.Uploader,
                },
            },
            body.Urls!);
        var placed = world.TryAdd([draft], By) ?? throw IndexdErrors.Refuse(409, $"did \"{draft.Id}\" already exists");
        return Brief(placed[0]);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var hashes = request.Query["hash"].Select(text => text?.Split(':', 2)).ToList();
        if (hashes.Any(pair => pair is not [_, _]))
        {
            throw IndexdErrors.Refuse(400, "hash must be of the form type:value");
        }

        long? size = request.QueryValue("size") is { } text ? Number(text, "size") : null;
        var limit = request.QueryValue("limit") is { } most ? (int)Number(most, "limit") : PageSize;
        var start = request.QueryValue("start");
        var url = request.QueryValue("url");
        var found = request.Draws(FaultKind.EmptyList) ? [] : world.All.Where(record => !record.IsBundle
            && (size is null || record.Size == size)
            && (start is null || string.CompareOrdinal(record.Id, start) > 0)
            && (url is null || Urls(record).Contains(url, StringComparer.Ordinal))
            && hashes.All(pair => record.Checksums.Any(sum => Name(sum.Type) == pair![0] && sum.Value == pair[1]))).Take(limit).ToList();
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("limit", limit);
            json.WriteString("start", start);
            json.WriteStartArray("records");
            found.ForEach(record => Write(json, record));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private LocalAnswer Change(LocalRequest request)
    {
        var body = Read(request);
        if (body is { Size: not null } or { Hashes: not null } or { Form: not null } or { Did: not null })
        {
            throw IndexdErrors.Refuse(400, "Additional properties are not allowed: size, hashes, form and did of a record do not change");
        }

        CheckRev(request, Get(request["did"]));
        return Brief(world.Update(
            Get(request["did"]).Id,
            found => Place(
                found with
                {
                    Name = body.FileName ?? found.Name,
                    Version = body.Version ?? found.Version,
                    Description = body.Description ?? found.Description,
                    Indexd = Fields(found) with
                    {
                        Rev = NewRev(),
                        Acl = body.Acl ?? Fields(found).Acl,
                        Authz = body.Authz ?? Fields(found).Authz,
                        Metadata = body.Metadata ?? Fields(found).Metadata,
                        UrlsMetadata = body.UrlsMetadata ?? Fields(found).UrlsMetadata,
                        Uploader = body.Uploader ?? Fields(found).Uploader,
                    },
                },
                body.Urls ?? [.. Urls(found)]),
            By));
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        var found = Get(request["did"]);
        CheckRev(request, found);
        world.Remove(found.Id);
        return Brief(found);
    }

    private DrsDocument Get(string did) =>
        world.Find(did) is { IsBundle: false } found ? found : throw IndexdErrors.Refuse(404, "no record found");

    private DrsDocument Place(DrsDocument document, IReadOnlyList<string> urls) => new Candidates(world).Place(document, [.. urls.Select(DrsWorld.Method)]);

    private static void CheckRev(LocalRequest request, DrsDocument found)
    {
        if (request.QueryValue("rev") != Fields(found).Rev)
        {
            throw IndexdErrors.Refuse(request.QueryValue("rev") is null ? 400 : 409, "revision mismatch");
        }
    }

    private static IndexdRequest Read(LocalRequest request)
    {
        try
        {
            return request.ReadJson(DrsJson.Default.IndexdRequest) ?? new IndexdRequest();
        }
        catch (JsonException e)
        {
            throw IndexdErrors.Refuse(400, e.Message);
        }
    }

    private static long Number(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw IndexdErrors.Refuse(400, $"{name} must be an integer");

    private static IndexdFields Fields(DrsDocument found) => found.Indexd ?? new IndexdFields { Rev = "00000000", Baseid = found.Id };

    private static IEnumerable<string> Urls(DrsDocument found) => found.Methods.Select(method => method.AccessUrl?.Url).OfType<string>();

    private static string Name(string type) => type.Replace("sha-", "sha", StringComparison.Ordinal);

    private static string NewRev() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    private static LocalAnswer Brief(DrsDocument found) => LocalAnswer.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("did", found.Id);
        json.WriteString("rev", Fields(found).Rev);
        json.WriteString("baseid", Fields(found).Baseid);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, DrsDocument found)
    {
        var fields = Fields(found);
        json.WriteStartObject();
        json.WriteString("did", found.Id);
        json.WriteString("baseid", fields.Baseid);
        json.WriteString("rev", fields.Rev);
        json.WriteString("form", "object");
        if (found.Size is { } size)
        {
            json.WriteNumber("size", size);
        }
        else
        {
            json.WriteNull("size");
        }

        json.WriteString("file_name", found.Name);
        json.WriteString("version", found.Version);
        json.WriteString("description", found.Description);
        json.WriteString("uploader", fields.Uploader);
        json.WriteStartObject("hashes");
        foreach (var sum in found.Checksums.Where(sum => IndexdChecks.HashLengths.ContainsKey(Name(sum.Type))))
        {
            json.WriteString(Name(sum.Type), sum.Value);
        }

        json.WriteEndObject();
        WriteTexts(json, "urls", Urls(found));
        WriteTexts(json, "acl", fields.Acl);
        WriteTexts(json, "authz", fields.Authz);
        WriteTree(json, "metadata", fields.Metadata);
        WriteTree(json, "urls_metadata", fields.UrlsMetadata);
        json.WriteString("created_date", found.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        json.WriteString("updated_date", found.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteTree(Utf8JsonWriter json, string name, JsonElement? value)
    {
        json.WritePropertyName(name);
        if (value is { } tree)
        {
            tree.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
    }
}
