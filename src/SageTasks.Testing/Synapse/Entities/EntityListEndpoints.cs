namespace SageTasks.Testing.Synapse;

/// <summary>Looking entities up, and what surrounds them: path, permissions, access lists, provenance, files.</summary>
internal static class EntityListEndpoints
{
    public static void Map(Api api, EntityListing listing, NodeTree tree, Access access)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/entity/children", json.EntityChildrenRequest, json.EntityChildrenResponse,
            (call, request) => listing.Children(call, request), scopes: "view");
        api.Map("POST /repo/v1/entity/child", json.EntityLookupRequest, json.EntityId, (call, request) => listing.Child(call.Caller, request), scopes: "view");
        api.Map("GET /repo/v1/entity/alias/{alias}", json.EntityId, call => listing.Alias(call["alias"]));
        api.Map("GET /repo/v1/entity/md5/{md5}", json.PageEntityHeader, call => listing.SameBytes(call.Caller, call["md5"]));
        api.Map("POST /repo/v1/entity/header", json.ReferenceList, json.PageEntityHeader,
            (call, request) => listing.Headers(call.Caller, request.References ?? []), scopes: "view");
        api.Map("GET /repo/v1/entity/type", json.PageEntityHeader,
            call => listing.Headers(call.Caller, call.Required("batch").Split(',').Select(id => new Reference { TargetId = id })));
        api.Map("GET /repo/v1/entity/{id}/type", json.EntityHeader, call => listing.Header(call.Caller, call["id"]));
        api.Map("GET /repo/v1/entity/{id}/path", json.EntityPath, call => listing.Path(call.Caller, call["id"]));
        api.Map("GET /repo/v1/entity/{id}/benefactor", json.EntityHeader, call => listing.Benefactor(call.Caller, call["id"]));
        api.Map("GET /repo/v1/entity/{id}/version", json.PageVersionInfo, call => listing.Versions(call.Caller, call["id"], call.Offset, call.Limit));
        api.Map("GET /repo/v1/entity/{id}/actions/download", json.ActionRequiredList, call =>
        {
            access.Require(call.Caller, call["id"], "DOWNLOAD");
            return new ActionRequiredList { Actions = [] };
        });
        api.Map("GET /repo/v1/entity/{id}/permissions", json.UserEntityPermissions, call => access.PermissionsOf(call.Caller, tree.Get(call["id"])));
        api.Map("GET /repo/v1/entity/{id}/access", json.BooleanResult,
            call => new BooleanResult { Result = access.Has(call.Caller, tree.Get(call["id"]), call.Required("accessType")) });
    }

    public static void MapAccessLists(Api api, AccessLists lists)
    {
        var json = SynapseJson.Default;
        api.Map("GET /repo/v1/entity/{id}/acl", json.AccessControlList, call => lists.Get(call.Caller, call["id"]));
        api.Map("POST /repo/v1/entity/{id}/acl", json.AccessControlList, json.AccessControlList, (call, acl) => lists.Create(call.Caller, call["id"], acl), 201);
        api.Map("PUT /repo/v1/entity/{id}/acl", json.AccessControlList, json.AccessControlList, (call, acl) => lists.Update(call.Caller, call["id"], acl));
        api.Map("DELETE /repo/v1/entity/{id}/acl", call => lists.Delete(call.Caller, call["id"]), 204);
    }
}
