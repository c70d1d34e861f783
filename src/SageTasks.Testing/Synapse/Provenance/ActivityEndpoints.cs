namespace SageTasks.Testing.Synapse;

/// <summary>Activities, and which one generated an entity.</summary>
internal static class ActivityEndpoints
{
    public static void Map(Api api, Activities activities, EntityCatalog catalog)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/activity", json.Activity, json.Activity, (call, activity) => activities.Create(call.Caller, activity), 201);
        api.Map("GET /repo/v1/activity/{id}", json.Activity, call => activities.Get(call["id"]));
        api.Map("PUT /repo/v1/activity/{id}", json.Activity, json.Activity, (call, activity) => activities.Update(call.Caller, call["id"], activity));
        api.Map("DELETE /repo/v1/activity/{id}", call => activities.Delete(call.Caller, call["id"]), 204);
        api.Map("GET /repo/v1/activity/{id}/generated", json.PageReference, call => Page.Slice(activities.GeneratedBy(call["id"]), call.Offset, call.Limit));
        api.Map("GET /repo/v1/entity/{id}/generatedBy", json.Activity, call => activities.OfEntity(call.Caller, call["id"], null));
        api.Map("GET /repo/v1/entity/{id}/version/{version}/generatedBy", json.Activity,
            call => activities.OfEntity(call.Caller, call["id"], call.Long("version")));
        api.Map("PUT /repo/v1/entity/{id}/generatedBy", json.Activity, call =>
        {
            catalog.SetActivity(call.Caller, call["id"], call.Required("generatedBy"));
            return activities.OfEntity(call.Caller, call["id"], null);
        });
        api.Map("DELETE /repo/v1/entity/{id}/generatedBy", call => catalog.SetActivity(call.Caller, call["id"], null), 204);
    }
}
