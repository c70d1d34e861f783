namespace SageTasks.Testing.Synapse;

/// <summary>Entities, their versions, annotations and bundles.</summary>
internal static class EntityEndpoints
{
    public static void Map(Api api, EntityCatalog catalog, EntityBundles bundles, TrashCan trash)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/entity", json.Entity, json.Entity, (call, entity) => catalog.Create(call.Caller, entity, call.Query("generatedBy")), 201);
        api.Map("GET /repo/v1/entity/{id}", json.Entity, call => catalog.Get(call.Caller, call["id"]));
        api.Map("GET /repo/v1/entity/{id}/version/{version}", json.Entity, call => catalog.Get(call.Caller, call["id"], call.Long("version")));
        api.Map("PUT /repo/v1/entity/{id}", json.Entity, json.Entity,
            (call, entity) => catalog.Update(call.Caller, call["id"], entity, call.Flag("newVersion"), call.Query("generatedBy")), overtake: call => catalog.Touch(call["id"]));
        api.Map("DELETE /repo/v1/entity/{id}", call => trash.Throw(call.Caller, call["id"], call.Flag("skipTrashCan")), 204);
        api.Map("DELETE /repo/v1/entity/{id}/version/{version}", call => catalog.DeleteVersion(call.Caller, call["id"], call.Long("version")), 204);
        api.Map("PUT /repo/v1/entity/{id}/version/{version}/filehandle", json.FileHandleUpdateRequest,
            (call, request) => catalog.ReplaceFileHandle(call.Caller, call["id"], call.Long("version"), request));
        MapAnnotations(api, catalog);
        MapBundles(api, bundles);
        MapTrash(api, trash);
    }

    private static void MapAnnotations(Api api, EntityCatalog catalog)
    {
        var json = SynapseJson.Default;
        api.Map("GET /repo/v1/entity/{id}/annotations2", json.Annotations, call => catalog.Annotations(call.Caller, call["id"], null));
        api.Map("GET /repo/v1/entity/{id}/version/{version}/annotations2", json.Annotations,
            call => catalog.Annotations(call.Caller, call["id"], call.Long("version")));
        api.Map("PUT /repo/v1/entity/{id}/annotations2", json.Annotations, json.Annotations,
            (call, annotations) => catalog.UpdateAnnotations(call.Caller, call["id"], annotations), overtake: call => catalog.Touch(call["id"]));
    }

    private static void MapBundles(Api api, EntityBundles bundles)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/entity/{id}/bundle2", json.EntityBundleRequest, json.EntityBundle,
            (call, request) => bundles.Get(call.Caller, call["id"], null, request), scopes: "view");
        api.Map("POST /repo/v1/entity/{id}/version/{version}/bundle2", json.EntityBundleRequest, json.EntityBundle,
            (call, request) => bundles.Get(call.Caller, call["id"], call.Long("version"), request), scopes: "view");
        api.Map("POST /repo/v1/entity/bundle2/create", json.EntityBundleCreate, json.EntityBundle,
            (call, request) => bundles.Create(call.Caller, request, call.Query("generatedBy")), 201);
        api.Map("PUT /repo/v1/entity/{id}/bundle2", json.EntityBundleCreate, json.EntityBundle,
            (call, request) => bundles.Update(call.Caller, call["id"], request, call.Query("generatedBy")));
    }

    private static void MapTrash(Api api, TrashCan trash)
    {
        var json = SynapseJson.Default;
        api.Map("PUT /repo/v1/trashcan/trash/{id}", call => trash.Throw(call.Caller, call["id"], forGood: false), scopes: "modify");
        api.Map("PUT /repo/v1/trashcan/restore/{id}", call => trash.Restore(call.Caller, call["id"], null), scopes: "modify");
        api.Map("PUT /repo/v1/trashcan/restore/{id}/{parentId}", call => trash.Restore(call.Caller, call["id"], call["parentId"]), scopes: "modify");
        api.Map("PUT /repo/v1/trashcan/purge/{id}", call => trash.Purge(call.Caller, call["id"]), scopes: "modify");
        api.Map("GET /repo/v1/trashcan/view", json.PageTrashedEntity, call => trash.View(call.Caller, call.Offset, call.Limit));
    }
}
