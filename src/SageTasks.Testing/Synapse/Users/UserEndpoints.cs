using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Users, teams and personal access tokens.</summary>
internal static class UserEndpoints
{
    public static void Map(Api api, UserDirectory users)
    {
        var json = SynapseJson.Default;
        api.Map("GET /repo/v1/userProfile", json.UserProfile, call => users.Profile(call.Caller, call.Caller.Id));
        api.Map("PUT /repo/v1/userProfile", json.UserProfile, json.UserProfile, (call, profile) => users.Update(call.Caller, profile));
        api.Map("GET /repo/v1/userProfile/{profileId}", json.UserProfile, call => users.Profile(call.Caller, call.Long("profileId")));
        api.Map("POST /repo/v1/userProfile", json.IdList, json.ListWrapperUserProfile, (call, ids) => Profiles(users, call, ids), scopes: "view");
        api.Map("GET /repo/v1/user/bundle", json.UserBundle, call => users.Bundle(call.Caller, call.Caller.Id));
        api.Map("GET /repo/v1/user/{id}/bundle", json.UserBundle, call => users.Bundle(call.Caller, call.Long("id")));
        api.Map("GET /repo/v1/userGroupHeaders", json.UserGroupHeaderPage, call => WithPrefix(users, call));
        api.Map("GET /repo/v1/userGroupHeaders/batch", json.UserGroupHeaderPage, call => WithIds(users, call));
        api.Map("POST /repo/v1/userGroupHeaders/aliases", json.AliasList, json.UserGroupHeaderList,
            (_, names) => new UserGroupHeaderList { List = users.WithNames(names.List ?? []) }, scopes: "view");
        MapTokens(api, users);
    }

    private static void MapTokens(Api api, UserDirectory users)
    {
        var json = SynapseJson.Default;
        api.Map("POST /auth/v1/personalAccessToken", json.AccessTokenRequest, json.AccessTokenResponse,
            (call, request) => users.CreateToken(call.Caller, request), scopes: "authorize");
        api.Map("GET /auth/v1/personalAccessToken", json.AccessTokenRecordList,
            call => new AccessTokenRecordList { Results = users.TokensOf(call.Caller) });
        api.Map("GET /auth/v1/personalAccessToken/{id}", json.AccessTokenRecord,
            call => users.TokensOf(call.Caller).FirstOrDefault(t => t.Id == call["id"]) ?? throw SynapseError.NotFound("Token not found"));
        api.Map("DELETE /auth/v1/personalAccessToken/{id}", call => users.RevokeToken(call.Caller, call["id"]), scopes: "modify,authorize");
    }

    private static ListWrapper<UserProfile> Profiles(UserDirectory users, Call call, IdList ids) =>
        new() { ConcreteType = "org.sagebionetworks.repo.model.UserProfile", List = [.. (ids.List ?? []).Select(id => users.Profile(call.Caller, id))] };

    private static UserGroupHeaderPage WithPrefix(UserDirectory users, Call call)
    {
        var prefix = call.Query("prefix") ?? "";
        var found = users.WithPrefix(prefix);
        return new UserGroupHeaderPage { Children = [.. found.Skip(call.Offset).Take(call.Limit)], PrefixFilter = prefix, TotalNumberOfResults = found.Count };
    }

    private static UserGroupHeaderPage WithIds(UserDirectory users, Call call)
    {
        var ids = call.Required("ids").Split(',', StringSplitOptions.TrimEntries);
        var found = users.WithIds(ids.Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var n) ? n : 0));
        return new UserGroupHeaderPage { Children = found, TotalNumberOfResults = found.Count };
    }
}
