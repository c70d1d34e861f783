namespace SageTasks.Testing.Synapse;

/// <summary>File handles, and URLs to their bytes.</summary>
internal sealed class FileEndpoints(FileHandleCatalog catalog, FileReading reading, NodeTree tree, Access access, EntityContent content)
{
    public void Map(Api api)
    {
        var json = SynapseJson.Default;
        api.Map("POST /file/v1/fileHandle/batch", json.BatchFileRequest, json.BatchFileResult,
            (call, request) => reading.Batch(call.Caller, request, call.Origin), 201, "view,download");
        api.Map("POST /file/v1/filehandles/copy", json.BatchFileHandleCopyRequest, json.BatchFileHandleCopyResult,
            (call, request) => reading.Copy(call.Caller, request));
        api.Map("GET /file/v1/fileHandle/{id}", json.FileHandle, call => catalog.Owned(call.Caller, call["id"]));
        api.Map("DELETE /file/v1/fileHandle/{id}", call => catalog.Delete(call.Caller, call["id"]));
        api.Map("POST /file/v1/externalFileHandle", json.FileHandle, json.FileHandle, (call, file) => catalog.CreateExternal(call.Caller, file));
        api.Map("POST /file/v1/externalFileHandle/s3", json.FileHandle, json.FileHandle,
            (call, file) => catalog.CreateExternalS3(call.Caller, file, FileHandleTypes.S3));
        api.Map("POST /file/v1/externalFileHandle/googleCloud", json.FileHandle, json.FileHandle,
            (call, file) => catalog.CreateExternalS3(call.Caller, file, FileHandleTypes.GoogleCloud));
        MapUrls(api);
        MapEntityFiles(api);
    }

    private void MapUrls(Api api)
    {
        api.MapUrl("GET /file/v1/fileHandle/{id}/url", call => reading.UrlOf(catalog.Owned(call.Caller, call["id"]), call.Origin));
        api.MapUrl("GET /file/v1/file/{id}", call => reading.Url(call.Caller, new FileHandleAssociation
        {
            FileHandleId = call["id"],
            AssociateObjectId = call.Required("fileAssociateId"),
            AssociateObjectType = call.Required("fileAssociateType"),
        }, call.Origin));
        api.MapUrl("GET /repo/v1/entity/{id}/file", call => EntityFile(call, null));
        api.MapUrl("GET /repo/v1/entity/{id}/version/{version}/file", call => EntityFile(call, call.Long("version")));
    }

    private void MapEntityFiles(Api api)
    {
        var json = SynapseJson.Default;
        api.Map("GET /repo/v1/entity/{id}/filehandles", json.FileHandleResults, call => FilesOf(call, null));
        api.Map("GET /repo/v1/entity/{id}/version/{version}/filehandles", json.FileHandleResults, call => FilesOf(call, call.Long("version")));
    }

    private string EntityFile(Call call, long? version)
    {
        var node = access.Require(call.Caller, call["id"], "DOWNLOAD");
        var file = content.FileOf(tree.GetRevision(node, version).Body) ?? throw SynapseError.NotFound("The entity has no file.");
        return reading.UrlOf(file, call.Origin);
    }

    private FileHandleResults FilesOf(Call call, long? version)
    {
        var node = access.Require(call.Caller, call["id"], "READ");
        return new FileHandleResults { List = content.FileOf(tree.GetRevision(node, version).Body) is { } file ? [file] : [] };
    }
}
