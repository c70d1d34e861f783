using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations that read data links, and the store behind their signed addresses.</summary>
internal sealed class DataLinkRoutes(TowerWorld world)
{
    private const string Kind = "data-link";
    private const int LargestPage = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, DataLinkDocument> _links = new(StringComparer.Ordinal);
    private readonly HashSet<long> _cached = [];
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly LocationResolver _locations = new(world.Folder.Path, _ => null);

    public void Load(DataLinkDocument link) => _links[link.Id] = link;

    public void Map(RouteTable routes)
    {
        routes.Map("GET /data-links", List);
        routes.Map("POST /data-links", Create);
        routes.Map("GET /data-links/{id}", request => TowerAnswers.Json(new JsonObject { ["dataLink"] = Json(Get(request)) }));
        routes.Map("DELETE /data-links/{id}", Delete);
        routes.Map("GET /data-links/{id}/browse", request => Browse(request, ""));
        routes.Map("GET /data-links/{id}/browse/{path*}", request => Browse(request, request["path"]));
        routes.Map("GET /data-links/{id}/generate-download-url", Sign);
        routes.Map("GET /_storage/{id}/{path*}", Download);
    }

    // The first question only starts to fill the cache.
    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var (max, offset) = TowerWorld.Page(request, 100);
        lock (world.Lock)
        {
            if (_cached.Add(workspace.Key))
            {
                return TowerAnswers.Json(new JsonObject { ["dataLinks"] = new JsonArray(), ["totalSize"] = 0 }, 202);
            }

            var words = (TowerWorld.Search(request) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = TowerWorld.Listed(request, _links.Values.Where(l => l.Workspace == workspace.Key && words.All(w => Holds(l, w))).OrderBy(l => l.Name, StringComparer.Ordinal));
            return TowerAnswers.Json(new JsonObject
            {
                ["dataLinks"] = TowerAnswers.Array(found.Skip(offset).Take(max).Select(Json)),
                ["totalSize"] = found.Count,
            });
        }
    }

    private static bool Holds(DataLinkDocument link, string word) => word.Split(':', 2) switch
    {
        ["provider", var provider] => link.Provider == provider,
        ["region", _] => false,
        _ => link.Name.Contains(word, StringComparison.OrdinalIgnoreCase),
    };

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WritePipelines);
        var body = TowerWorld.Read(request, TowerJson.Default.CreateDataLinkRequest);
        if (string.IsNullOrWhiteSpace(body.Name) || body.ResourceRef is not { Length: > 0 } reference || !Uri.TryCreate(reference, UriKind.Absolute, out _))
        {
            throw TowerAnswers.Bad("A data link needs a name and a bucket");
        }

        var link = new DataLinkDocument
        {
            Id = $"v1-user-{TowerIds.Long()}",
            Workspace = workspace.Key,
            Name = body.Name,
            Description = body.Description,
            Provider = body.Provider ?? "aws",
            ResourceRef = reference.TrimEnd('/'),
        };
        lock (world.Lock)
        {
            world.Store.Begin().Set(Kind, link.Id, link, TowerJson.Default.DataLinkDocument).Commit();
            _links[link.Id] = link;
        }

        return TowerAnswers.Json(Json(link));
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        var link = Get(request, TowerPermission.WritePipelines);
        lock (world.Lock)
        {
            world.Store.Begin().Remove(Kind, link.Id).Commit();
            _links.Remove(link.Id);
        }

        return TowerAnswers.NoContent;
    }

    private LocalAnswer Browse(LocalRequest request, string path)
    {
        var link = Get(request);
        var folder = new DirectoryInfo(PathOf(link, path));
        var size = request.QueryValue("pageSize") is { Length: > 0 } text ? Math.Clamp(TowerWorld.Number(text, "pageSize"), 1, LargestPage) : LargestPage;
        var after = request.QueryValue("nextPageToken") is { Length: > 0 } token ? Encoding.UTF8.GetString(Convert.FromBase64String(token)) : "";
        var entries = (folder.Exists ? folder.EnumerateFileSystemInfos() : [])
            .Where(e => string.CompareOrdinal(e.Name, after) > 0 && e.Name.StartsWith(request.QueryValue("search") ?? "", StringComparison.Ordinal))
            .OrderBy(e => e.Name, StringComparer.Ordinal)
            .Take((int)size + 1)
            .ToList();
        var page = entries.Take((int)size).ToList();
        return TowerAnswers.Json(new JsonObject
        {
            ["originalPath"] = path,
            ["objects"] = TowerAnswers.Array(page.Select(Item)),
            ["nextPageToken"] = entries.Count > page.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name)) : null,
        });
    }

    private static JsonObject Item(FileSystemInfo entry) => new()
    {
        ["name"] = entry is DirectoryInfo ? entry.Name + "/" : entry.Name,
        ["type"] = entry is DirectoryInfo ? "FOLDER" : "FILE",
        ["size"] = entry is FileInfo file ? file.Length : 0,
        ["mimeType"] = entry is FileInfo ? "application/octet-stream" : null,
    };

    private LocalAnswer Sign(LocalRequest request)
    {
        var link = Get(request);
        var path = request.QueryValue("filePath") ?? throw TowerAnswers.Bad("Missing file path");
        if (!File.Exists(PathOf(link, path)))
        {
            throw TowerAnswers.NotFound($"File not found: {path}");
        }

        var expires = (request.Draws(FaultKind.ExpireUrls) ? world.Clock.True - Lifetime : world.Clock.True + Lifetime).ToUnixTimeSeconds();
        var escaped = string.Join('/', path.TrimStart('/').Split('/').Select(Uri.EscapeDataString));
        return TowerAnswers.Json(new JsonObject
        {
            ["url"] = $"{request.Origin}/_storage/{link.Id}/{escaped}?X-Expires={expires.Text()}&X-Signature={Signature(link.Id, path.TrimStart('/'), expires.Text())}",
        });
    }

    // As a bucket does: the signature is the permission, and a token beside it is one too many.
    private LocalAnswer Download(LocalRequest request)
    {
        var (id, path, expires) = (request["id"], request["path"], request.QueryValue("X-Expires") ?? "");
        if (request.Header("Authorization") is not null)
        {
            return LocalAnswer.Text("<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>", "application/xml", 400);
        }

        var signed = request.QueryValue("X-Signature") == Signature(id, path, expires);
        var alive = long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until) && until > world.Clock.True.ToUnixTimeSeconds();
        DataLinkDocument? link;
        lock (world.Lock)
        {
            link = _links.GetValueOrDefault(id);
        }

        if (!signed || !alive || link is null || !File.Exists(PathOf(link, path)))
        {
            return LocalAnswer.Text("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml", 403);
        }

        return LocalAnswer.Bytes(File.ReadAllBytes(PathOf(link, path)), "application/octet-stream");
    }

    private string Signature(string id, string path, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id}\n{path}\n{expires}")));

    private string PathOf(DataLinkDocument link, string path)
    {
        try
        {
            return _locations.PathOf($"{link.ResourceRef}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
        }
        catch (ArgumentException)
        {
            throw TowerAnswers.NotFound($"File not found: {path}");
        }
    }

    private DataLinkDocument Get(LocalRequest request, TowerPermission permission = TowerPermission.Read)
    {
        var workspace = world.Workspace(request, permission);
        lock (world.Lock)
        {
            return _links.TryGetValue(request["id"], out var link) && link.Workspace == workspace.Key ? link : throw TowerAnswers.NotFound("Data link not found");
        }
    }

    private static JsonObject Json(DataLinkDocument link) => new()
    {
        ["id"] = link.Id,
        ["name"] = link.Name,
        ["description"] = link.Description,
        ["resourceRef"] = link.ResourceRef,
        ["type"] = "bucket",
        ["provider"] = link.Provider,
        ["region"] = null,
        ["credentials"] = new JsonArray(),
        ["publicAccessible"] = false,
        ["hidden"] = false,
        ["status"] = null,
        ["message"] = null,
    };
}
