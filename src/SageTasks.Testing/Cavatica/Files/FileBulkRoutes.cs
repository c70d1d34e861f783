using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on many files at once, which answer for each by itself.</summary>
internal sealed class FileBulkRoutes(FileBook files, FileWork work)
{
    public void Map(CavaticaApi api) => api
        .Map("POST /bulk/files/get", call => Bulk.Answer(call, Bulk.Ids(call, "file_ids"), id => FileJson.Write(call, files.Get(call, id))))
        .Map("POST /bulk/files/delete", call => Bulk.Answer(call, Bulk.Ids(call, "file_ids"), id =>
        {
            work.Delete(files.Get(call, id, Permission.Write));
            return [];
        }))
        .Map("POST /bulk/files/update", call => Edit(call, replaces: true))
        .Map("POST /bulk/files/edit", call => Edit(call, replaces: false))
        .Map("POST /action/files/copy", CopyMany);

    private LocalAnswer Edit(CavaticaCall call, bool replaces) => Bulk.Answer(call, Bulk.Items(call), item =>
        FileJson.Write(call, work.Edit(files.Get(call, CavaticaCall.TextOf(item, "id") ?? "", Permission.Write), item, replaces)));

    private LocalAnswer CopyMany(CavaticaCall call)
    {
        var place = files.Place(call, call.Text("project"), call.Text("parent"));
        var answer = new JsonObject();
        foreach (var id in Bulk.Ids(call, "file_ids").Distinct(StringComparer.Ordinal))
        {
            answer[id] = CopyOne(call, id, place);
        }

        return CavaticaCall.Json(answer);
    }

    private JsonObject CopyOne(CavaticaCall call, string id, FilePlace place)
    {
        try
        {
            var source = files.Get(call, id, Permission.Copy);
            var copy = source.IsFolder ? throw CavaticaErrors.Refuse(400, 5018, "Copying folders is not supported.") : work.Copy(source, place, null);
            return new JsonObject { ["status"] = "OK", ["new_file_id"] = copy.Id, ["new_file_name"] = copy.Name };
        }
        catch (RefusalException)
        {
            return new JsonObject { ["status"] = "FAILED" };
        }
    }
}
