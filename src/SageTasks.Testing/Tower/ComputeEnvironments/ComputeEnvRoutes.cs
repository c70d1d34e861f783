using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on compute environments.</summary>
internal sealed class ComputeEnvRoutes(TowerWorld world, ComputeEnvRegistry environments, LabelRegistry labels)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /compute-envs", List);
        routes.Map("POST /compute-envs", Create);
        routes.Map("GET /compute-envs/validate", Validate);
        routes.Map("GET /compute-envs/{id}", Describe);
        routes.Map("DELETE /compute-envs/{id}", request => Change(request, environments.Delete));
        routes.Map("POST /compute-envs/{id}/primary", request => Change(request, environments.SetPrimary));
        routes.Map("POST /compute-envs/{id}/enable", request => Change(request, e => environments.Save(e with { Status = ComputeEnvRegistry.Available })));
        routes.Map("POST /compute-envs/{id}/disable", request => Change(request, e => environments.Save(e with { Status = "DISABLED" })));
    }

    // There is no paging here.
    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var status = request.QueryValue("status");
        var found = TowerWorld.Listed(request, environments.In(workspace.Key).Where(e => status is null || e.Status == status));
        return TowerAnswers.Json(new JsonObject { ["computeEnvs"] = TowerAnswers.Array(found.Select(e => Entry(e, workspace, request))) });
    }

    private JsonObject Entry(ComputeEnvDocument environment, TowerWorkspace workspace, LocalRequest request) => new()
    {
        ["id"] = environment.Id,
        ["name"] = environment.Name,
        ["description"] = environment.Description,
        ["platform"] = environment.Platform,
        ["status"] = environment.Status,
        ["message"] = null,
        ["lastUsed"] = TowerAnswers.Date(environment.LastUsed),
        ["primary"] = environment.Primary ? true : null,
        ["workspaceName"] = workspace.OrgId is null ? null : workspace.Name,
        ["visibility"] = null,
        ["workDir"] = environment.WorkDir,
        ["credentialsId"] = environment.CredentialsId,
        ["region"] = environment.Region,
        ["labels"] = TowerWorld.Asks(request, "labels") ? labels.Json(environment.LabelIds) : null,
        ["resources"] = null,
    };

    private LocalAnswer Describe(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var environment = environments.Get(workspace, request["id"]);
        var json = ComputeEnvRegistry.Json(environment, workspace);
        json["labels"] = TowerWorld.Asks(request, "labels") ? labels.Json(environment.LabelIds) : null;
        return TowerAnswers.Json(new JsonObject { ["computeEnv"] = json });
    }

    private LocalAnswer Validate(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        if (request.QueryValue("name") is not { Length: > 0 and <= 100 } name)
        {
            throw TowerAnswers.Bad("Invalid compute environment name");
        }

        return environments.In(workspace.Key).Any(e => e.Name == name)
            ? throw TowerAnswers.Conflict($"A compute environment with name '{name}' already exists")
            : TowerAnswers.NoContent;
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.Administrate);
        using var body = JsonDocument.Parse(request.Body);
        if (!body.RootElement.TryGetProperty("computeEnv"u8, out var wanted) || wanted.ValueKind != JsonValueKind.Object)
        {
            throw TowerAnswers.Bad("Missing compute environment");
        }

        var config = wanted.TryGetProperty("config"u8, out var c) && c.ValueKind == JsonValueKind.Object ? c : throw TowerAnswers.Bad("Missing compute environment config");
        var name = Text(wanted, "name") ?? throw TowerAnswers.Bad("Missing compute environment name");
        if (environments.In(workspace.Key).Any(e => e.Name == name))
        {
            throw TowerAnswers.Bad($"A compute environment with name '{name}' already exists");
        }

        var made = environments.Save(new ComputeEnvDocument
        {
            Id = TowerIds.Long(),
            Workspace = workspace.Key,
            Name = name,
            Description = Text(wanted, "description"),
            Platform = Text(wanted, "platform") ?? throw TowerAnswers.Bad("Missing compute environment platform"),
            CredentialsId = Text(wanted, "credentialsId"),
            Status = ComputeEnvRegistry.Available,
            WorkDir = Text(config, "workDir") ?? throw TowerAnswers.Bad("Missing work directory"),
            Region = Text(config, "region"),
            PreRunScript = Text(config, "preRunScript"),
            PostRunScript = Text(config, "postRunScript"),
            NextflowConfig = Text(config, "nextflowConfig"),
            Primary = environments.Primary(workspace.Key) is null,
            DateCreated = world.Clock.Shown,
        });
        return TowerAnswers.Json(new JsonObject { ["computeEnvId"] = made.Id });
    }

    private LocalAnswer Change(LocalRequest request, Action<ComputeEnvDocument> change)
    {
        var workspace = world.Workspace(request, TowerPermission.Administrate);
        change(environments.Get(workspace, request["id"]));
        return TowerAnswers.NoContent;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
