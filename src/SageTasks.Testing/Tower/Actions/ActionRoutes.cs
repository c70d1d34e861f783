using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on actions. Only <c>tower</c> actions ever launch something here: nothing else reaches a loopback server.</summary>
internal sealed class ActionRoutes(TowerWorld world, ComputeEnvRegistry environments, Launcher launcher)
{
    private const string Kind = "action";

    private readonly Dictionary<string, ActionDocument> _actions = new(StringComparer.Ordinal);

    public void Load(ActionDocument action) => _actions[action.Id] = action;

    public void Map(RouteTable routes)
    {
        routes.Map("GET /actions", List);
        routes.Map("POST /actions", Create);
        routes.Map("GET /actions/{id}", Describe);
        routes.Map("DELETE /actions/{id}", Delete);
        routes.Map("POST /actions/{id}/launch", Launch);
        routes.Map("POST /actions/{id}/pause", Pause);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        lock (world.Lock)
        {
            var found = TowerWorld.Listed(request, _actions.Values.Where(a => a.Workspace == workspace.Key).OrderBy(a => a.DateCreated));
            return TowerAnswers.Json(new JsonObject { ["actions"] = TowerAnswers.Array(found.Select(a => Entry(a, request))) });
        }
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WritePipelines);
        var body = TowerWorld.Read(request, TowerJson.Default.CreateActionRequest);
        if (string.IsNullOrWhiteSpace(body.Name) || string.IsNullOrWhiteSpace(body.Launch?.Pipeline))
        {
            throw TowerAnswers.Bad("An action needs a name and a launch with a pipeline");
        }

        var action = Save(new ActionDocument
        {
            Id = TowerIds.Long(),
            Workspace = workspace.Key,
            Name = body.Name,
            Source = body.Source ?? "tower",
            Status = "ACTIVE",
            Launch = body.Launch,
            DateCreated = world.Clock.Shown,
        });
        return TowerAnswers.Json(new JsonObject { ["actionId"] = action.Id });
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var action = Get(request, workspace);
        var environment = action.Launch.ComputeEnvId is { } id ? environments.Find(workspace.Key, id) : null;
        var launch = LaunchJson.Of(action.Launch, action.Id, environment is null ? null : ComputeEnvRegistry.Json(environment, workspace), action.DateCreated);
        var json = Common(action);
        json["hookId"] = null;
        json["hookUrl"] = HookUrl(action, request);
        json["lastUpdated"] = TowerAnswers.Date(action.DateCreated);
        json["launch"] = launch;
        return TowerAnswers.Json(new JsonObject { ["action"] = json });
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        var action = Get(request, world.Workspace(request, TowerPermission.WritePipelines));
        lock (world.Lock)
        {
            world.Store.Begin().Remove(Kind, action.Id).Commit();
            _actions.Remove(action.Id);
        }

        return TowerAnswers.NoContent;
    }

    // The caller's parameters go over the action's. There is no run name and no label: such runs are told apart by their parameters alone.
    private LocalAnswer Launch(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.ExecuteRuns);
        var action = Get(request, workspace);
        if (action.Status != "ACTIVE")
        {
            throw TowerAnswers.Bad($"Action '{action.Name}' is {action.Status}");
        }

        using var body = JsonDocument.Parse(request.Body.IsEmpty ? "{}"u8.ToArray() : request.Body);
        var parameters = ParamsText.Read(action.Launch.ParamsText) is { } before ? JsonObject.Create(before)! : [];
        if (body.RootElement.TryGetProperty("params"u8, out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, value) in JsonObject.Create(given.Clone())!)
            {
                parameters[name] = value?.DeepClone();
            }
        }

        var run = launcher.Launch(request, workspace, action.Launch with { Id = null, RunName = null, ParamsText = parameters.ToJsonString() });
        Save(action with { LastSeen = world.Clock.Shown });
        return TowerAnswers.Json(new JsonObject { ["workflowId"] = run.Document.Id });
    }

    private LocalAnswer Pause(LocalRequest request)
    {
        var action = Get(request, world.Workspace(request, TowerPermission.WritePipelines));
        Save(action with { Status = action.Status == "PAUSED" ? "ACTIVE" : "PAUSED" });
        return TowerAnswers.NoContent;
    }

    private ActionDocument Get(LocalRequest request, TowerWorkspace workspace)
    {
        lock (world.Lock)
        {
            return _actions.TryGetValue(request["id"], out var action) && action.Workspace == workspace.Key ? action : throw TowerAnswers.Forbidden();
        }
    }

    private ActionDocument Save(ActionDocument action)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Set(Kind, action.Id, action, TowerJson.Default.ActionDocument).Commit();
            return _actions[action.Id] = action;
        }
    }

    private static JsonObject Entry(ActionDocument action, LocalRequest request)
    {
        var json = Common(action);
        json["pipeline"] = action.Launch.Pipeline;
        json["endpoint"] = HookUrl(action, request);
        json["usageCmd"] = null;
        json["hint"] = null;
        return json;
    }

    private static JsonObject Common(ActionDocument action) => new()
    {
        ["id"] = action.Id,
        ["name"] = action.Name,
        ["source"] = action.Source,
        ["status"] = action.Status,
        ["config"] = new JsonObject { ["discriminator"] = action.Source },
        ["event"] = null,
        ["error"] = null,
        ["labels"] = null,
        ["lastSeen"] = TowerAnswers.Date(action.LastSeen),
        ["nextExecution"] = null,
        ["dateCreated"] = TowerAnswers.Date(action.DateCreated),
    };

    private static string HookUrl(ActionDocument action, LocalRequest request) => $"{request.Origin}/actions/{action.Id}/launch?workspaceId={action.Workspace.Text()}";
}
