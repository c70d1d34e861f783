using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on pipeline secrets. Values go in and never come out.</summary>
internal sealed class SecretRoutes(TowerWorld world, SecretRegistry secrets)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /pipeline-secrets", List);
        routes.Map("POST /pipeline-secrets", Create);
        routes.Map("GET /pipeline-secrets/validate", Validate);
        routes.Map("GET /pipeline-secrets/{id}", request => TowerAnswers.Json(new JsonObject { ["pipelineSecret"] = Json(Get(request, TowerPermission.Read)) }));
        routes.Map("PUT /pipeline-secrets/{id}", Update);
        routes.Map("DELETE /pipeline-secrets/{id}", Delete);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var found = TowerWorld.Listed(request, secrets.In(world.Workspace(request).Key));
        return TowerAnswers.Json(new JsonObject { ["pipelineSecrets"] = TowerAnswers.Array(found.Select(Json)), ["totalSize"] = found.Count });
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WritePipelines);
        var body = TowerWorld.Read(request, TowerJson.Default.SecretRequest);
        var name = Free(workspace, body.Name);
        var secret = secrets.Save(new SecretDocument
        {
            Id = world.NextNumber(request),
            Workspace = workspace.Key,
            Name = name,
            Value = body.Value is { Length: > 0 } value ? value : throw TowerAnswers.Bad("Missing secret value"),
            DateCreated = world.Clock.Shown,
            LastUpdated = world.Clock.Shown,
        });
        return TowerAnswers.Json(new JsonObject { ["secretId"] = secret.Id });
    }

    private LocalAnswer Validate(LocalRequest request)
    {
        Free(world.Workspace(request), request.QueryValue("name"));
        return TowerAnswers.NoContent;
    }

    private LocalAnswer Update(LocalRequest request)
    {
        var secret = Get(request, TowerPermission.WritePipelines);
        var value = TowerWorld.Read(request, TowerJson.Default.SecretRequest).Value ?? throw TowerAnswers.Bad("Missing secret value");
        secrets.Save(secret with { Value = value, LastUpdated = world.Clock.Shown });
        return TowerAnswers.NoContent;
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        secrets.Delete(Get(request, TowerPermission.WritePipelines));
        return TowerAnswers.NoContent;
    }

    private string Free(TowerWorkspace workspace, string? name)
    {
        if (!SecretRegistry.IsName(name))
        {
            throw TowerAnswers.Bad($"Invalid secret name: '{name}'");
        }

        return secrets.ValueOf(workspace.Key, name!) is null ? name! : throw TowerAnswers.Conflict($"A secret with name '{name}' already exists");
    }

    private SecretDocument Get(LocalRequest request, TowerPermission permission) =>
        secrets.Get(world.Workspace(request, permission), TowerWorld.Number(request["id"], "secretId"));

    private static JsonObject Json(SecretDocument secret) => new()
    {
        ["id"] = secret.Id,
        ["name"] = secret.Name,
        ["lastUsed"] = null,
        ["dateCreated"] = TowerAnswers.Date(secret.DateCreated),
        ["lastUpdated"] = TowerAnswers.Date(secret.LastUpdated),
    };
}
