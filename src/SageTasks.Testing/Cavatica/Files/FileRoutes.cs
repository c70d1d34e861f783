using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on one file or folder, and lists of them.</summary>
internal sealed class FileRoutes(CavaticaWorld world, FileBook files, FileWork work, ProjectBook projects, SignedAddresses addresses)
{
    public void Map(CavaticaApi api) => api
        .Map("GET /files", call => ListOf(call, Children(call)))
        .Map("POST /files", CreateFolder)
        .Map("POST /files/search", Search)
        .Map("GET /files/scroll", call => Scroll(call, Children(call)))
        .Map("GET /files/{id}", call => call.One(FileJson.Write(call, Get(call))))
        .Map("PATCH /files/{id}", call => call.One(FileJson.Write(call, work.Edit(Get(call, Permission.Write), call.Body, replaces: false))))
        .Map("DELETE /files/{id}", Delete)
        .Map("GET /files/{id}/list", call => ListOf(call, files.Children(Folder(call).Id)))
        .Map("GET /files/{id}/scroll", call => Scroll(call, files.Children(Folder(call).Id)))
        .Map("POST /files/{id}/actions/copy", Copy)
        .Map("POST /files/{id}/actions/move", Move)
        .Map("GET /files/{id}/download_info", DownloadInfo)
        .Map("GET /files/{id}/metadata", call => CavaticaCall.Json(Get(call).Metadata.DeepClone()))
        .Map("PATCH /files/{id}/metadata", call => SetMetadata(call, replaces: false))
        .Map("PUT /files/{id}/metadata", call => SetMetadata(call, replaces: true))
        .Map("PUT /files/{id}/tags", SetTags);

    private FileDocument Get(CavaticaCall call, Permission permission = Permission.Read) => files.Get(call, call["id"], permission);

    private FileDocument Folder(CavaticaCall call) => Get(call) is { IsFolder: true } folder
        ? folder
        : throw CavaticaErrors.Refuse(400, 5022, "The parent specified is not a folder.");

    // Lists never go down into folders.
    private IEnumerable<FileDocument> Children(CavaticaCall call)
    {
        var (project, parent) = (call.Query("project"), call.Query("parent"));
        if (project is null == parent is null)
        {
            throw CavaticaErrors.Refuse(400, 5005, "Malformed project query parameter. Expecting ?project=owner/project or ?parent=id.");
        }

        var folder = project is not null ? projects.Get(call, project).RootFolder : files.Get(call, parent!).Id;
        return files.Children(folder);
    }

    private LocalAnswer ListOf(CavaticaCall call, IEnumerable<FileDocument> found)
    {
        var shown = found.Where(file => world.Shows(file.HiddenUntil));
        return call.List(
            [.. call.Request.Draws(FaultKind.IgnoreSearch) ? shown : FileSearch.Filter(call, shown)], file => FileJson.Write(call, file), FileJson.InLists);
    }

    // Advance access: the way through lists too long for offsets. A token says where the page before ended.
    private static LocalAnswer Scroll(CavaticaCall call, IEnumerable<FileDocument> found)
    {
        if (!string.Equals(call.Request.Header("X-SBG-Advance-Access"), "advance", StringComparison.OrdinalIgnoreCase))
        {
            throw CavaticaErrors.Bad("This call needs the header X-SBG-Advance-Access: advance.");
        }

        var token = call.Query("token") ?? throw CavaticaErrors.Bad("'token' is missing; the first page has the token init.");
        var all = FileSearch.Filter(call, found, byMetadata: false).OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        var limit = Math.Min(call.Whole("limit", 50, 1), 100);
        var behind = all.Where(file => token.StartsWith("init", StringComparison.Ordinal) || string.CompareOrdinal(file.Id, token) > 0).ToList();
        var page = behind.Take(limit).ToList();
        var fields = FieldChoice.Of(call.Request, FileJson.InLists);
        var links = new JsonArray();
        if (behind.Count > page.Count)
        {
            links.Add((JsonNode)new JsonObject { ["href"] = call.Again(("token", page[^1].Id)), ["rel"] = "next", ["method"] = "GET" });
        }

        return CavaticaCall.Json(new JsonObject
        {
            ["href"] = call.Again(),
            ["items"] = new JsonArray([.. page.Select(file => fields.Pick(FileJson.Write(call, file)))]),
            ["links"] = links,
        }).With("X-Total-Matching-Query", all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private LocalAnswer Search(CavaticaCall call)
    {
        var query = FileQuery.Parse(call.Text("query") ?? throw CavaticaErrors.Bad("'query' is missing."));
        var all = query.Projects.SelectMany(id => files.Below(projects.Get(call, id).RootFolder)).Where(query.Matches).OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        var limit = Math.Min(call.Whole("limit", 50, 1), 100);
        var token = call.Query("cont_token");
        var behind = all.Where(file => token is null || string.CompareOrdinal(file.Id, token) > 0).ToList();
        var page = behind.Take(limit).ToList();
        var fields = FieldChoice.Of(call.Request, null);
        return CavaticaCall.Json(new JsonObject
        {
            ["count"] = page.Count,
            ["cont_token"] = behind.Count > page.Count ? page[^1].Id : null,
            ["result_set"] = new JsonArray([.. page.Select(file => fields.Pick(FileJson.Write(call, file)))]),
        });
    }

    private LocalAnswer CreateFolder(CavaticaCall call)
    {
        if (!string.Equals(call.Text("type"), "folder", StringComparison.OrdinalIgnoreCase))
        {
            throw CavaticaErrors.Refuse(400, 5012, "Invalid type supplied. Allowed values: [folder].");
        }

        var place = files.Place(call, call.Text("project"), call.Text("parent"));
        var name = FileNames.Check(call.Text("name"));
        if (files.Child(place.Folder, name) is not null)
        {
            throw CavaticaErrors.Refuse(409, 5030, "Requested folder already exists.");
        }

        return call.One(FileJson.Write(call, files.Add(files.New(place.Project, place.Folder, name) with { IsFolder = true })), 201);
    }

    private LocalAnswer Delete(CavaticaCall call)
    {
        work.Delete(Get(call, Permission.Write));
        return CavaticaCall.NoContent;
    }

    private LocalAnswer Copy(CavaticaCall call)
    {
        var source = Get(call, Permission.Copy);
        return source.IsFolder
            ? throw CavaticaErrors.Refuse(400, 5018, "Copying folders is not supported.")
            : call.One(FileJson.Write(call, work.Copy(source, files.Place(call, call.Text("project"), call.Text("parent")), call.Text("name"))), 201);
    }

    private LocalAnswer Move(CavaticaCall call) =>
        call.One(FileJson.Write(call, work.Move(Get(call, Permission.Write), files.Place(call, call.Text("project"), call.Text("parent")), call.Text("name"))));

    private LocalAnswer DownloadInfo(CavaticaCall call)
    {
        var file = Get(call, Permission.Copy);
        return file.IsFolder
            ? throw CavaticaErrors.Refuse(400, 5017, "Downloading folders is not supported.")
            : call.One(new JsonObject { ["url"] = addresses.Download(call.Request, file) });
    }

    private LocalAnswer SetMetadata(CavaticaCall call, bool replaces)
    {
        var body = new JsonObject { ["metadata"] = call.Body.DeepClone() };
        return CavaticaCall.Json(work.Edit(Get(call, Permission.Write), body, replaces).Metadata.DeepClone());
    }

    private LocalAnswer SetTags(CavaticaCall call)
    {
        var tags = JsonNode.Parse(call.Request.Body.Span) as JsonArray ?? throw CavaticaErrors.Refuse(400, 5011, "Tags are a list of texts.");
        return CavaticaCall.Json(CavaticaCall.Array(work.Edit(Get(call, Permission.Write), new JsonObject { ["tags"] = tags.DeepClone() }, replaces: true).Tags));
    }
}
