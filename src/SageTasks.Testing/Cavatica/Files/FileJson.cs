using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Writes files and folders as answers show them.</summary>
internal static class FileJson
{
    public static readonly string[] InLists = ["href", "id", "name", "project", "parent", "type"];

    public static JsonObject Write(CavaticaCall call, FileDocument file)
    {
        var shown = new JsonObject
        {
            ["href"] = call.Href($"/files/{file.Id}"),
            ["id"] = file.Id,
            ["name"] = file.Name,
            ["type"] = file.IsFolder ? "folder" : "file",
            ["project"] = file.Project,
            ["parent"] = file.Parent,
            ["created_on"] = CavaticaCall.Date(file.CreatedOn),
            ["modified_on"] = CavaticaCall.Date(file.ModifiedOn),
        };
        if (file.IsFolder)
        {
            return shown;
        }

        shown["size"] = file.Size;
        shown["storage"] = file.Volume is null
            ? new JsonObject { ["type"] = "PLATFORM", ["hosted_on_locations"] = new JsonArray("aws:us-east-1") }
            : new JsonObject { ["type"] = "VOLUME", ["volume"] = file.Volume, ["location"] = file.Location };
        shown["origin"] = file.OriginTask is { } task ? new JsonObject { ["task"] = task } : new JsonObject();
        shown["tags"] = CavaticaCall.Array(file.Tags);
        shown["metadata"] = file.Metadata.DeepClone();
        return shown;
    }
}
