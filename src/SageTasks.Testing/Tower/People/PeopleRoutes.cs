using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on the server, the user, organisations and workspaces.</summary>
internal sealed class PeopleRoutes(TowerWorld world)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /service-info", _ => ServiceInfo());
        routes.Map("GET /user-info", UserInfo);
        routes.Map("GET /user/{userId}/workspaces", UserWorkspaces);
        routes.Map("GET /orgs", Organizations);
        routes.Map("GET /orgs/{orgId}", Organization);
        routes.Map("GET /orgs/{orgId}/quotas", Quotas);
        routes.Map("GET /orgs/{orgId}/workspaces", Workspaces);
        routes.Map("GET /orgs/{orgId}/workspaces/{workspaceId}", Workspace);
    }

    private LocalAnswer ServiceInfo() => TowerAnswers.Json(new JsonObject
    {
        ["serviceInfo"] = new JsonObject
        {
            ["version"] = "26.1.0-local",
            ["apiVersion"] = "1.187.0",
            ["commitId"] = "0000000",
            ["authTypes"] = new JsonArray("token"),
            ["loginPath"] = "/login",
            ["heartbeatInterval"] = 60,
            ["userWorkspaceEnabled"] = true,
            ["allowInstanceCredentials"] = false,
            ["allowLocalRepos"] = true,
            ["allowNextflowCliLogs"] = true,
            ["contentMaxFileSize"] = DatasetRegistry.LargestFile,
            ["waveEnabled"] = false,
            ["groundswellEnabled"] = false,
            ["seqeraCloud"] = false,
            ["launchParamsTextMaxSize"] = world.Options.ParamsTextLimit,
            ["launchConfigTextMaxSize"] = world.Options.ConfigTextLimit,
        },
    });

    private static LocalAnswer UserInfo(LocalRequest request)
    {
        var caller = TowerWorld.Caller(request);
        return TowerAnswers.Json(new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["id"] = caller.Id,
                ["userName"] = caller.Name,
                ["email"] = caller.Email,
                ["firstName"] = null,
                ["lastName"] = null,
                ["organization"] = null,
                ["description"] = null,
                ["avatar"] = null,
                ["notification"] = null,
                ["deleted"] = false,
            },
            ["needConsent"] = false,
            ["defaultWorkspaceId"] = null,
        });
    }

    // A row without a workspace is the organisation itself.
    private LocalAnswer UserWorkspaces(LocalRequest request)
    {
        var caller = TowerWorld.Caller(request);
        if (request["userId"] != caller.Id.Text())
        {
            throw TowerAnswers.Forbidden();
        }

        var rows = world.People.Workspaces
            .GroupBy(w => (w.OrgId, w.OrgName))
            .SelectMany(o => o.Select(w => Row(caller, o.Key.OrgId, o.Key.OrgName, w)).Prepend(Row(caller, o.Key.OrgId, o.Key.OrgName, null)));
        return TowerAnswers.Json(new JsonObject { ["orgsAndWorkspaces"] = TowerAnswers.Array(rows) });
    }

    private static JsonObject Row(TowerCaller caller, long? orgId, string? orgName, TowerWorkspace? workspace) => new()
    {
        ["orgId"] = orgId,
        ["orgName"] = orgName,
        ["orgLogoUrl"] = null,
        ["workspaceId"] = workspace?.Id,
        ["workspaceName"] = workspace?.Name,
        ["workspaceFullName"] = workspace?.Name,
        ["roles"] = workspace is null ? null : TowerAnswers.Array([caller.Role == TowerRole.Launch ? "launch" : caller.Role.ToString().ToLowerInvariant()]),
        ["visibility"] = workspace is null ? null : "PRIVATE",
    };

    private LocalAnswer Organizations(LocalRequest request)
    {
        var found = world.People.Workspaces.DistinctBy(w => w.OrgId).Select(w => Organization(w, request)).ToList();
        return TowerAnswers.Json(new JsonObject { ["organizations"] = TowerAnswers.Array(found), ["totalSize"] = found.Count });
    }

    private LocalAnswer Organization(LocalRequest request) =>
        TowerAnswers.Json(new JsonObject { ["organization"] = Organization(In(request).First(), request) });

    // Only the limits that are kept to here.
    private LocalAnswer Quotas(LocalRequest request)
    {
        _ = In(request);
        return TowerAnswers.Json(new JsonObject
        {
            ["quotas"] = new JsonObject
            {
                ["maxRunHistory"] = world.Options.RunHistory,
                ["maxLabelsPerWorkspace"] = world.Options.LabelLimit,
                ["maxDatasetsPerWorkspace"] = world.Options.DatasetLimit,
                ["maxVersionsPerDataset"] = DatasetRegistry.MostVersions,
            },
        });
    }

    private static JsonObject Organization(TowerWorkspace workspace, LocalRequest request) => new()
    {
        ["orgId"] = workspace.OrgId,
        ["name"] = workspace.OrgName,
        ["fullName"] = workspace.OrgName,
        ["description"] = null,
        ["location"] = null,
        ["website"] = null,
        ["logoId"] = null,
        ["logoUrl"] = null,
        ["memberId"] = null,
        ["memberRole"] = TowerWorld.Caller(request).Role == TowerRole.Owner ? "owner" : "member",
        ["paying"] = false,
        ["type"] = "academic",
    };

    private LocalAnswer Workspaces(LocalRequest request) =>
        TowerAnswers.Json(new JsonObject { ["workspaces"] = TowerAnswers.Array(In(request).Select(Json)) });

    private LocalAnswer Workspace(LocalRequest request)
    {
        var workspace = In(request).FirstOrDefault(w => w.Key.Text() == request["workspaceId"]) ?? throw TowerAnswers.Forbidden();
        return TowerAnswers.Json(new JsonObject { ["workspace"] = Json(workspace) });
    }

    private static JsonObject Json(TowerWorkspace workspace) => new()
    {
        ["id"] = workspace.Id,
        ["name"] = workspace.Name,
        ["fullName"] = workspace.Name,
        ["description"] = null,
        ["visibility"] = "PRIVATE",
    };

    private List<TowerWorkspace> In(LocalRequest request)
    {
        var id = TowerWorld.Number(request["orgId"], "orgId");
        var found = world.People.Workspaces.Where(w => w.OrgId == id).ToList();
        return found.Count > 0 ? found : throw TowerAnswers.Forbidden();
    }
}
