using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on apps.</summary>
internal sealed class AppRoutes(AppBook apps, ProjectBook projects)
{
    private static readonly string[] InLists = ["href", "id", "name", "project"];
    private static readonly string[] Strategies = ["clone", "direct", "clone_direct", "transient"];

    public void Map(CavaticaApi api) => api
        .Map("GET /apps", List)
        .Map("GET /apps/{owner}/{project}", List)
        .Map("GET /apps/{owner}/{project}/{app}", call => Show(call, ""))
        .Map("GET /apps/{owner}/{project}/{app}/raw", call => Raw(call, ""))
        .Map("GET /apps/{owner}/{project}/{app}/{revision}", call => Show(call, $"/{call["revision"]}"))
        .Map("GET /apps/{owner}/{project}/{app}/{revision}/raw", call => Raw(call, $"/{call["revision"]}"))
        .Map("POST /apps/{owner}/{project}/{app}/raw", call => Install(call, null))
        .Map("POST /apps/{owner}/{project}/{app}/{revision}/raw", call => Install(call, call["revision"]))
        .Map("POST /apps/{owner}/{project}/{app}/actions/copy", call => Copy(call, ""))
        .Map("POST /apps/{owner}/{project}/{app}/{revision}/actions/copy", call => Copy(call, $"/{call["revision"]}"))
        .Map("POST /apps/{owner}/{project}/{app}/actions/sync", Sync);

    private static string IdOf(CavaticaCall call) => $"{call["owner"]}/{call["project"]}/{call["app"]}";

    // Each word must be in the name; public apps are those of public projects.
    private LocalAnswer List(CavaticaCall call)
    {
        var (ids, words) = (call.Queries("id"), call.Queries("q"));
        var isPublic = call.Query("visibility")?.ToLowerInvariant() switch
        {
            null or "private" => false,
            "public" => true,
            _ => throw CavaticaErrors.Refuse(400, 6012, "Invalid visibility query parameter. Allowed values: [PUBLIC, PRIVATE]."),
        };
        var visible = (call.Query("project"), isPublic) switch
        {
            ({ } project, _) => [projects.Get(call, project).Id],
            (_, true) => projects.Table.All.Where(project => project.IsPublic).Select(project => project.Id),
            _ => projects.Of(call.User).Select(project => project.Id),
        };
        var inside = visible.ToHashSet(StringComparer.Ordinal);
        var found = apps.Table.All.Where(app => inside.Contains(app.Project))
            .Where(app => ids.Count == 0 || ids.Contains(app.Id, StringComparer.Ordinal) || ids.Contains(AppBook.FullId(app, app.Latest), StringComparer.Ordinal))
            .Where(app => words.All(word => NameOf(app, app.Latest).Contains(word, StringComparison.OrdinalIgnoreCase)));
        return call.List([.. found], app => Write(call, app, app.Latest), InLists);
    }

    private LocalAnswer Show(CavaticaCall call, string revision)
    {
        var (app, found) = apps.Get(call, IdOf(call) + revision);
        return call.One(Write(call, app, found));
    }

    private LocalAnswer Raw(CavaticaCall call, string revision)
    {
        var (app, found) = apps.Get(call, IdOf(call) + revision);
        return CavaticaCall.Json(WriteRaw(app, found));
    }

    private LocalAnswer Install(CavaticaCall call, string? number)
    {
        var project = projects.Get(call, $"{call["owner"]}/{call["project"]}", Permission.Write);
        var known = apps.Table.Find(IdOf(call));
        if (number is null && known is not null)
        {
            throw CavaticaErrors.Refuse(409, 6003, "Requested app already exists.");
        }

        var next = known?.Revisions.Count ?? 0;
        if (number is not null && number != next.ToString(CultureInfo.InvariantCulture))
        {
            throw CavaticaErrors.Refuse(409, 6003, $"The next revision of this app is {next}.");
        }

        var (app, revision) = apps.Add(IdOf(call), project.Id, call.User.Username, Content(call.Request));
        return CavaticaCall.Json(WriteRaw(app, revision), 201);
    }

    private static JsonObject Content(LocalRequest request)
    {
        try
        {
            var isYaml = request.ContentType?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
            var content = isYaml ? YamlTree.Read(new StringReader(Encoding.UTF8.GetString(request.Body.Span))) : JsonNode.Parse(request.Body.Span);
            return content is JsonObject raw && (raw.ContainsKey("class") || raw.ContainsKey("$graph"))
                ? raw
                : throw CavaticaErrors.Bad("The body is no CWL: it has no 'class'.");
        }
        catch (Exception e) when (e is JsonException or YamlException)
        {
            throw CavaticaErrors.Refuse(400, 90_009, "The body can be read neither as JSON nor as YAML of the type that it says.");
        }
    }

    private LocalAnswer Copy(CavaticaCall call, string revision)
    {
        var (app, source) = apps.Get(call, IdOf(call) + revision, Permission.Copy);
        var target = projects.Get(call, call.Text("project") ?? throw CavaticaErrors.Refuse(400, 6009, "Destination project must not be null or an empty string."), Permission.Write);
        if (call.Text("strategy") is { } strategy && !Strategies.Contains(strategy, StringComparer.Ordinal))
        {
            throw CavaticaErrors.Bad($"'strategy' is '{strategy}'. Allowed values: [{string.Join(", ", Strategies)}].");
        }

        var id = $"{target.Id}/{call.Text("name") ?? app.Id.Split('/')[2]}";
        if (apps.Table.Find(id) is not null)
        {
            throw CavaticaErrors.Refuse(409, 6003, "Requested app already exists.");
        }

        var (copy, copied) = apps.Add(id, target.Id, call.User.Username, source.Raw, AppBook.FullId(app, source));
        return call.One(Write(call, copy, copied), 201);
    }

    private LocalAnswer Sync(CavaticaCall call)
    {
        var (app, latest) = apps.Get(call, IdOf(call), Permission.Write);
        if (app.CopyOf is not { } copyOf)
        {
            throw CavaticaErrors.Bad("This app is no copy of another one.");
        }

        var (source, newest) = apps.Get(call, string.Join('/', copyOf.Split('/').Take(3)), Permission.Copy);
        var (synced, revision) = AppBook.FullId(source, newest) == copyOf
            ? (app, latest)
            : apps.Add(app.Id, app.Project, call.User.Username, newest.Raw, AppBook.FullId(source, newest));
        return call.One(Write(call, synced, revision));
    }

    private static string NameOf(AppDocument app, AppRevision revision) =>
        revision.Raw["label"] is JsonValue label && label.TryGetValue<string>(out var text) && text.Length > 0 ? text : app.Id.Split('/')[2];

    private static JsonObject Write(CavaticaCall call, AppDocument app, AppRevision revision) => new()
    {
        ["href"] = call.Href($"/apps/{AppBook.FullId(app, revision)}"),
        ["id"] = AppBook.FullId(app, revision),
        ["name"] = NameOf(app, revision),
        ["project"] = app.Project,
        ["revision"] = revision.Number,
        ["copy_of"] = revision.CopyOf,
        ["latest_revision"] = app.Latest.Number,
        ["created_by"] = revision.CreatedBy,
        ["created_on"] = CavaticaCall.Date(revision.CreatedOn),
        ["raw"] = WriteRaw(app, revision),
    };

    private static JsonObject WriteRaw(AppDocument app, AppRevision revision)
    {
        var raw = (JsonObject)revision.Raw.DeepClone();
        raw["sbg:id"] = AppBook.FullId(app, revision);
        raw["sbg:project"] = app.Project;
        raw["sbg:revision"] = revision.Number;
        raw["sbg:latestRevision"] = app.Latest.Number;
        raw["sbg:createdBy"] = revision.CreatedBy;
        raw["sbg:createdOn"] = revision.CreatedOn.ToUnixTimeSeconds();
        raw["sbg:copyOf"] = revision.CopyOf;
        return raw;
    }
}
