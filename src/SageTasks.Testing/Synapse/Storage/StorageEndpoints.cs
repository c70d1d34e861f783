namespace SageTasks.Testing.Synapse;

/// <summary>Storage locations, project settings and upload destinations.</summary>
internal static class StorageEndpoints
{
    public static void Map(Api api, Destinations destinations)
    {
        var json = SynapseJson.Default;
        api.Map("GET /file/v1/entity/{id}/uploadDestination", json.UploadDestination, call => destinations.ForEntity(call.Caller, call["id"]));
        api.Map("GET /file/v1/entity/{id}/uploadDestination/{location}", json.UploadDestination,
            call => destinations.ForEntity(call.Caller, call["id"], call.Long("location")));
        api.Map("GET /file/v1/entity/{id}/uploadDestinations", json.ListWrapperUploadDestination, call => destinations.AllForEntity(call.Caller, call["id"]));
        api.Map("GET /file/v1/entity/{id}/uploadDestinationLocations", json.ListWrapperUploadDestinationLocation,
            call => destinations.LocationsForEntity(call.Caller, call["id"]));
        api.Map("POST /repo/v1/storageLocation", json.StorageLocationSetting, json.StorageLocationSetting,
            (call, location) => destinations.Create(call.Caller, location), 201);
        api.Map("GET /repo/v1/storageLocation", json.ListWrapperStorageLocationSetting, call => destinations.Of(call.Caller));
        api.Map("GET /repo/v1/storageLocation/{id}", json.StorageLocationSetting, call => destinations.Get(call.Caller, call.Long("id")));
        api.Map("GET /repo/v1/entity/{id}/sts", json.StsCredentials, call => destinations.Sts(call.Caller, call["id"], call.Required("permission")),
            scopes: "view,modify,download");
        MapSettings(api, destinations);
    }

    private static void MapSettings(Api api, Destinations destinations)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/projectSettings", json.ProjectSetting, json.ProjectSetting,
            (call, setting) => destinations.CreateSetting(call.Caller, setting), 201);
        api.Map("PUT /repo/v1/projectSettings", json.ProjectSetting, (call, setting) => destinations.UpdateSetting(call.Caller, setting));
        api.Map("GET /repo/v1/projectSettings/{id}", json.ProjectSetting, call => destinations.GetSetting(call.Caller, call["id"]));
        api.Map("DELETE /repo/v1/projectSettings/{id}", call => destinations.DeleteSetting(call.Caller, call["id"]), 204);
        api.Map("GET /repo/v1/projectSettings/{projectId}/type/upload", json.ProjectSetting,
            call => destinations.FindSetting(call.Caller, call["projectId"]));
    }
}
