using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations of multipart uploads.</summary>
internal sealed class UploadRoutes(CavaticaWorld world, UploadBook uploads, FileBook files, ProjectBook projects, SignedAddresses addresses)
{
    public void Map(CavaticaApi api) => api
        .Map("POST /upload/multipart", Begin)
        .Map("GET /upload/multipart", call => call.List(
            [.. uploads.Table.All.Where(upload => upload.User == call.User.Username)], upload => Write(call, upload)))
        .Map("GET /upload/multipart/{id}", Show)
        .Map("DELETE /upload/multipart/{id}", Abort)
        .Map("GET /upload/multipart/{id}/part/{number}", Part)
        .Map("POST /upload/multipart/{id}/part", Report)
        .Map("POST /upload/multipart/{id}/complete", Complete);

    private UploadDocument Get(CavaticaCall call) => uploads.Table.Find(call["id"]) switch
    {
        null => throw CavaticaErrors.Refuse(404, 8003, "Requested upload does not exist."),
        var upload when upload.User != call.User.Username => throw CavaticaErrors.Refuse(403, 8001, "Insufficient privileges to access the requested upload."),
        var upload => upload,
    };

    private LocalAnswer Begin(CavaticaCall call)
    {
        var place = files.Place(call, call.Text("project"), call.Text("parent"));
        var name = FileNames.Check(call.Text("name"));
        var size = Number(call, "size") ?? throw CavaticaErrors.Refuse(400, 8013, "'size' is missing.");
        var asked = Number(call, "part_size");
        if (size > UploadBook.LargestFile || asked > UploadBook.LargestPart)
        {
            throw CavaticaErrors.Refuse(400, 8013, "'size' or 'part_size' is too large.");
        }

        var overwrites = call.Flag("overwrite") ?? false;
        if (!overwrites && files.Child(place.Folder, name) is not null)
        {
            throw CavaticaErrors.Refuse(409, 8004, "Requested file already exists.");
        }

        var upload = uploads.Table.Put(new UploadDocument
        {
            Id = CavaticaWorld.FileId(),
            Project = place.Project.Id,
            Folder = place.Folder,
            Name = name,
            Size = size,
            PartSize = uploads.PartSize(size, asked),
            User = call.User.Username,
            Initiated = world.Now,
            Overwrites = overwrites,
        });
        return call.One(Write(call, upload), 201);
    }

    private LocalAnswer Show(CavaticaCall call)
    {
        var upload = Get(call);
        var shown = Write(call, upload);
        if (call.Flag("list_parts") == true)
        {
            shown["parts"] = new JsonArray([.. upload.Parts.Where(part => part.IsReported).Select(part => new JsonObject
            {
                ["part_number"] = part.Number,
                ["size"] = part.Bytes.Length,
                ["etag"] = part.ETag,
            })]);
        }

        return call.One(shown);
    }

    private LocalAnswer Abort(CavaticaCall call)
    {
        uploads.Abort(Get(call));
        return CavaticaCall.NoContent;
    }

    private LocalAnswer Part(CavaticaCall call)
    {
        var upload = Get(call);
        var number = int.TryParse(call["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= upload.PartCount
            ? value
            : throw CavaticaErrors.Refuse(400, 8012, "Part number is missing or invalid.");
        return call.One(new JsonObject
        {
            ["method"] = "PUT",
            ["url"] = addresses.Part(call.Request, upload.Id, number),
            ["expires"] = addresses.Expiry.ToUnixTimeSeconds(),
            ["headers"] = new JsonObject(),
            ["success_codes"] = new JsonArray(200),
            ["report"] = new JsonObject { ["headers"] = new JsonArray("ETag") },
        });
    }

    private LocalAnswer Report(CavaticaCall call)
    {
        var upload = Get(call);
        var number = Number(call, "part_number");
        var etag = (string?)call.Body["response"]?["headers"]?["ETag"];
        var part = upload.Parts.FirstOrDefault(one => one.Number == number);
        if (part is null || etag?.Trim('"') != part.ETag || call.Request.Draws(FaultKind.RefusePart))
        {
            throw CavaticaErrors.Refuse(400, 8014, "Invalid part report.");
        }

        uploads.Put(upload, part with { IsReported = true });
        return CavaticaCall.Json(new JsonObject());
    }

    private LocalAnswer Complete(CavaticaCall call)
    {
        var upload = Get(call);
        var project = projects.Get(call, upload.Project, Permission.Write);
        return call.One(FileJson.Write(call, uploads.Complete(upload, project)));
    }

    private static long? Number(CavaticaCall call, string name) => call.Body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<long>(out var number) && number >= 0 => number,
        _ => throw CavaticaErrors.Refuse(400, 8013, $"'{name}' is no whole number from 0 on."),
    };

    private static JsonObject Write(CavaticaCall call, UploadDocument upload) => new()
    {
        ["href"] = call.Href($"/upload/multipart/{upload.Id}"),
        ["upload_id"] = upload.Id,
        ["project"] = upload.Project,
        ["parent"] = upload.Folder,
        ["name"] = upload.Name,
        ["size"] = upload.Size,
        ["part_size"] = upload.PartSize,
        ["initiated"] = CavaticaCall.Date(upload.Initiated),
        ["uploaded_parts_count"] = upload.Parts.Count(part => part.IsReported),
        ["parallel_uploads"] = true,
    };
}
