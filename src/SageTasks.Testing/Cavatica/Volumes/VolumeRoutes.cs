using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on volumes and on what lies on them.</summary>
internal sealed partial class VolumeRoutes(CavaticaWorld world, VolumeBook volumes)
{
    private static readonly string[] InLists = ["href", "id", "name"];
    private static readonly string[] Services = ["s3", "gcs", "oss", "azure"];

    public void Map(CavaticaApi api) => api
        .Map("GET /storage", call => CavaticaCall.Json(new JsonObject { ["volumes_url"] = call.Href("/storage/volumes"), ["imports_url"] = call.Href("/storage/imports"), ["exports_url"] = call.Href("/storage/exports") }))
        .Map("GET /storage/volumes", call => call.List([.. volumes.Table.All.Where(volume => volume.Owner == call.User.Username)], volume => Write(call, volume), InLists))
        .Map("POST /storage/volumes", Create)
        .Map("GET /storage/volumes/{owner}/{name}", call => call.One(Write(call, Get(call))))
        .Map("PATCH /storage/volumes/{owner}/{name}", Patch)
        .Map("DELETE /storage/volumes/{owner}/{name}", Delete)
        .Map("GET /storage/volumes/{owner}/{name}/list", ListObjects)
        .Map("GET /storage/volumes/{owner}/{name}/object", ShowObject)
        .Map("GET /storage/volumes/{owner}/{name}/members", call => call.List([Get(call).Owner], owner => new JsonObject
        {
            ["href"] = call.Href($"/storage/volumes/{Get(call).Id}/members/{owner}"),
            ["username"] = owner,
            ["type"] = "USER",
            ["permissions"] = new JsonObject { ["read"] = true, ["write"] = true, ["copy"] = true, ["admin"] = true },
        }));

    /// <summary>Makes a volume; the caller holds the lock.</summary>
    public VolumeDocument Add(string owner, string name, string folder, string accessMode, JsonObject service, string? description = null) => volumes.Table.Put(new VolumeDocument
    {
        Id = $"{owner}/{name}",
        Name = name,
        Description = description,
        Owner = owner,
        AccessMode = accessMode,
        Service = service,
        Folder = Directory.CreateDirectory(Path.GetFullPath(folder)).FullName.TrimEnd(Path.DirectorySeparatorChar),
        CreatedOn = world.Now,
        ModifiedOn = world.Now,
    });

    /// <summary>The folder below the platform's own that stands for a bucket.</summary>
    public static string BucketFolder(CavaticaWorld world, string bucket) =>
        IsBucket(bucket) ? world.Folder.Sub("buckets", bucket) : throw new ArgumentException($"'{bucket}' is no name of a bucket.", nameof(bucket));

    private VolumeDocument Get(CavaticaCall call) => volumes.Get(call.User, $"{call["owner"]}/{call["name"]}");

    private LocalAnswer Create(CavaticaCall call)
    {
        var name = call.Text("name") is { Length: > 0 } given ? given : throw CavaticaErrors.Refuse(400, 9013, "Volume name must not be null or an empty string.");
        if (!Name().IsMatch(name))
        {
            throw CavaticaErrors.Refuse(400, 9014, "Volume name must consist of up to 32 English letters, numbers and underscores.");
        }

        var mode = Mode(call) ?? throw CavaticaErrors.Refuse(400, 9015, "access_mode must be provided (either RO or RW).");
        var service = call.Object("service") ?? throw CavaticaErrors.Refuse(400, 9016, "service object must be provided.");
        if (!Services.Contains((string?)service["type"], StringComparer.OrdinalIgnoreCase) || BucketOf(service) is not { } bucket || !IsBucket(bucket)
            || Prefix(service).Split('/', '\\').Contains(".."))
        {
            throw CavaticaErrors.Refuse(400, 9017, "service object is invalid.");
        }

        if (volumes.Table.Find($"{call.User.Username}/{name}") is not null)
        {
            throw CavaticaErrors.Refuse(409, 9010, "Requested volume name already exists.");
        }

        service.Remove("credentials");
        var folder = Path.Combine(BucketFolder(world, bucket), Prefix(service));
        return call.One(Write(call, Add(call.User.Username, name, folder, mode, service, call.Text("description"))), 201);
    }

    private LocalAnswer Patch(CavaticaCall call)
    {
        var volume = Get(call);
        return call.One(Write(call, volumes.Table.Put(volume with
        {
            Description = call.Text("description") ?? volume.Description,
            AccessMode = Mode(call) ?? volume.AccessMode,
            ModifiedOn = world.Now,
        })));
    }

    private LocalAnswer Delete(CavaticaCall call)
    {
        volumes.Table.Remove(Get(call).Id);
        return CavaticaCall.NoContent;
    }

    // One level, as behind a delimiter; the continuation is a token in a link without a relation, and nobody counts.
    private LocalAnswer ListObjects(CavaticaCall call)
    {
        var (volume, prefix) = (Get(call), call.Query("prefix") ?? "");
        var page = new FoldedPage<string>(prefix, "/", Math.Min(call.Whole("limit", 50, 1), 100));
        var marker = call.Query("continuation_token") ?? "";
        foreach (var location in VolumeBook.Locations(volume, prefix).Where(location => !page.IsBefore(location, marker)))
        {
            if (!page.TryAdd(location, location))
            {
                break;
            }
        }

        var fields = FieldChoice.Of(call.Request, null);
        var links = page.IsTruncated ? new JsonArray(new JsonObject { ["next"] = call.Again(("continuation_token", page.Last!)), ["rel"] = "next", ["method"] = "GET" }) : [];
        return CavaticaCall.Json(new JsonObject
        {
            ["href"] = call.Again(),
            ["items"] = new JsonArray([.. page.Items.Select(location => fields.Pick(WriteObject(call, volume, location)))]),
            ["prefixes"] = new JsonArray([.. page.Prefixes.Select(one => new JsonObject
            {
                ["href"] = call.Href($"/storage/volumes/{volume.Id}/list?prefix={Uri.EscapeDataString(one)}"),
                ["prefix"] = one,
                ["volume"] = volume.Id,
            })]),
            ["links"] = links,
        });
    }

    private LocalAnswer ShowObject(CavaticaCall call)
    {
        var (volume, location) = (Get(call), call.Query("location") ?? throw CavaticaErrors.Refuse(400, 9011, "'location' is missing."));
        return File.Exists(VolumeBook.PathOf(volume, location))
            ? call.One(WriteObject(call, volume, location))
            : throw CavaticaErrors.Refuse(404, 9105, "Location on volume not found.");
    }

    private static JsonObject WriteObject(CavaticaCall call, VolumeDocument volume, string location)
    {
        var file = new FileInfo(VolumeBook.PathOf(volume, location)!);
        return new JsonObject
        {
            ["href"] = call.Href($"/storage/volumes/{volume.Id}/object?location={Uri.EscapeDataString(location)}"),
            ["location"] = location,
            ["volume"] = volume.Id,
            ["type"] = (string?)volume.Service["type"],
            ["metadata"] = new JsonObject
            {
                ["content_length"] = file.Length.ToString(CultureInfo.InvariantCulture),
                ["size"] = file.Length,
                ["last_modified"] = CavaticaCall.Date(new DateTimeOffset(file.LastWriteTimeUtc)),
            },
        };
    }

    private static JsonObject Write(CavaticaCall call, VolumeDocument volume) => new()
    {
        ["href"] = call.Href($"/storage/volumes/{volume.Id}"),
        ["id"] = volume.Id,
        ["name"] = volume.Name,
        ["description"] = volume.Description,
        ["access_mode"] = volume.AccessMode,
        ["active"] = true,
        ["service"] = volume.Service.DeepClone(),
        ["created_on"] = CavaticaCall.Date(volume.CreatedOn),
        ["modified_on"] = CavaticaCall.Date(volume.ModifiedOn),
    };

    // Azure names a container of a storage account where others name a bucket.
    private static string? BucketOf(JsonObject service) => !string.Equals((string?)service["type"], "azure", StringComparison.OrdinalIgnoreCase)
        ? (string?)service["bucket"]
        : (string?)service["storage_account"] is { Length: > 0 } account && (string?)service["container"] is { Length: > 0 } container ? $"{account}.{container}" : null;

    private static bool IsBucket(string name) => name.Length > 0 && !name.AsSpan().ContainsAny('/', '\\') && name is not ("." or "..");

    private static string Prefix(JsonObject service) => ((string?)service["prefix"] ?? "").Trim('/');

    private static string? Mode(CavaticaCall call) => call.Text("access_mode") switch
    {
        null => null,
        "RO" or "RW" => call.Text("access_mode"),
        _ => throw CavaticaErrors.Refuse(400, 9015, "access_mode must be provided (either RO or RW)."),
    };

    [GeneratedRegex("^[A-Za-z0-9_]{1,32}$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Name();
}
