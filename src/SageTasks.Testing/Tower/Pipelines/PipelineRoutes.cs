using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on saved pipelines and on repositories.</summary>
internal sealed class PipelineRoutes(
    TowerWorld world, PipelineRegistry pipelines, RepositoryRegistry repositories, ComputeEnvRegistry environments, LabelRegistry labels)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /pipelines", List);
        routes.Map("POST /pipelines", Create);
        routes.Map("GET /pipelines/info", Info);
        routes.Map("GET /pipelines/repositories", Repositories);
        routes.Map("GET /pipelines/validate", Validate);
        routes.Map("GET /pipelines/{id}", Describe);
        routes.Map("PUT /pipelines/{id}", Update);
        routes.Map("DELETE /pipelines/{id}", Delete);
        routes.Map("GET /pipelines/{id}/launch", Launch);
        routes.Map("GET /pipelines/{id}/schema", Schema);
        routes.Map("GET /pipelines/{id}/versions", Versions);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var (max, offset) = TowerWorld.Page(request, 50);
        var search = TowerWorld.Search(request);
        var found = TowerWorld.Listed(request, pipelines.In(workspace.Key).Where(p => search is null || Holds(p, search)));
        var sorted = request.QueryValue("sortBy") switch
        {
            "NAME" => found.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
            "MODIFIED" => found.OrderBy(p => p.LastUpdated),
            _ => found.OrderBy(p => p.DateCreated),
        };
        var rows = request.QueryValue("sortDir") == "DESCENDING" ? sorted.Reverse() : sorted;
        return TowerAnswers.Json(new JsonObject
        {
            ["pipelines"] = TowerAnswers.Array(rows.Skip(offset).Take(max).Select(p => Json(p, workspace, request))),
            ["totalSize"] = found.Count,
        });
    }

    // Partial, so the first row need not be the one that was meant.
    private static bool Holds(PipelineDocument pipeline, string search) => search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        pipeline.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || (pipeline.Description?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false));

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WritePipelines);
        var body = TowerWorld.Read(request, TowerJson.Default.CreatePipelineRequest);
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > 100)
        {
            throw TowerAnswers.Bad("Invalid pipeline name");
        }

        if (string.IsNullOrWhiteSpace(body.Launch?.Pipeline))
        {
            throw TowerAnswers.Bad("Missing pipeline repository");
        }

        var caller = TowerWorld.Caller(request);
        var pipeline = pipelines.Save(new PipelineDocument
        {
            Id = world.NextNumber(request),
            Workspace = workspace.Key,
            Name = body.Name,
            Description = body.Description,
            Icon = body.Icon,
            Launch = body.Launch,
            LaunchId = TowerIds.Long(),
            LabelIds = labels.Combine(workspace, null, body.LabelIds, "apply"),
            UserId = caller.Id,
            UserName = caller.Name,
            DateCreated = world.Clock.Shown,
            LastUpdated = world.Clock.Shown,
        });
        return Answer(pipeline, workspace, request);
    }

    private LocalAnswer Update(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WritePipelines);
        var pipeline = Get(request, workspace);
        var body = TowerWorld.Read(request, TowerJson.Default.CreatePipelineRequest);
        var changed = pipelines.Save(pipeline with
        {
            Name = body.Name ?? pipeline.Name,
            Description = body.Description,
            Icon = body.Icon,
            Launch = body.Launch ?? pipeline.Launch,
            LaunchId = body.Launch is null ? pipeline.LaunchId : TowerIds.Long(),
            // Labels left out of an update are labels removed.
            LabelIds = labels.Combine(workspace, null, body.LabelIds, "apply"),
        });
        return Answer(changed, workspace, request);
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        pipelines.Delete(Get(request, world.Workspace(request, TowerPermission.WritePipelines)));
        return TowerAnswers.NoContent;
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        return Answer(Get(request, workspace), workspace, request);
    }

    private LocalAnswer Launch(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var pipeline = Get(request, workspace);
        if (request.QueryValue("versionId") is { } version && version != pipeline.LaunchId)
        {
            throw TowerAnswers.Forbidden();
        }

        var environment = pipeline.Launch.ComputeEnvId is { } id ? environments.Find(workspace.Key, id) : null;
        return TowerAnswers.Json(new JsonObject
        {
            ["launch"] = LaunchJson.Of(
                pipeline.Launch, pipeline.LaunchId, environment is null ? null : ComputeEnvRegistry.Json(environment, workspace), pipeline.DateCreated),
        });
    }

    // Both schema and parameters are JSON inside a string.
    private LocalAnswer Schema(LocalRequest request)
    {
        var pipeline = Get(request, world.Workspace(request));
        if (!repositories.TryFind(pipeline.Launch.Pipeline!, out var repository) || repository.Schema is null)
        {
            return TowerAnswers.NoContent;
        }

        return TowerAnswers.Json(new JsonObject { ["schema"] = repository.Schema, ["params"] = pipeline.Launch.ParamsText });
    }

    // A pipeline has one version here, published and the default.
    private LocalAnswer Versions(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var pipeline = Get(request, workspace);
        var (max, offset) = TowerWorld.Page(request, 50);
        var isThere = request.QueryValue("isPublished") != "false" && (TowerWorld.Search(request) is not { } search || Holds(pipeline, search));
        var found = TowerWorld.Listed(request, isThere ? [pipeline] : Array.Empty<PipelineDocument>());
        return TowerAnswers.Json(new JsonObject
        {
            ["versions"] = TowerAnswers.Array(found.Skip(offset).Take(max).Select(p => WithVersion(Json(p, workspace, request), p))),
            ["totalSize"] = found.Count,
        });
    }

    private static JsonObject WithVersion(JsonObject row, PipelineDocument pipeline)
    {
        row["version"] = new JsonObject
        {
            ["id"] = pipeline.LaunchId,
            ["name"] = pipeline.Name,
            ["hash"] = null,
            ["isDefault"] = true,
            ["creatorUserId"] = pipeline.UserId,
            ["creatorUserName"] = pipeline.UserName,
            ["dateCreated"] = TowerAnswers.Date(pipeline.DateCreated),
            ["lastUpdated"] = TowerAnswers.Date(pipeline.LastUpdated),
        };
        return row;
    }

    private LocalAnswer Validate(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        if (request.QueryValue("name") is not { Length: > 0 and <= 100 } name)
        {
            throw TowerAnswers.Bad("Invalid pipeline name");
        }

        return pipelines.In(workspace.Key).Any(p => p.Name == name) ? throw TowerAnswers.Conflict($"A pipeline with name '{name}' already exists") : TowerAnswers.NoContent;
    }

    private LocalAnswer Repositories(LocalRequest request)
    {
        world.Workspace(request);
        return TowerAnswers.Json(new JsonObject { ["pipelines"] = TowerAnswers.Array(repositories.Urls) });
    }

    private LocalAnswer Info(LocalRequest request)
    {
        world.Workspace(request);
        var (name, revision) = (request.QueryValue("name"), request.QueryValue("revision"));
        if (string.IsNullOrWhiteSpace(name) || !repositories.TryFind(name, out var pipeline))
        {
            throw TowerAnswers.Bad($"Unknown pipeline repository or missing credentials: {name}");
        }

        var commit = RepositoryRegistry.Resolve(pipeline, revision) ?? throw TowerAnswers.Bad($"Unknown revision '{revision}' of pipeline '{name}'");
        var (url, project) = (RepositoryRegistry.Normalize(pipeline.Url), RepositoryRegistry.ProjectName(pipeline.Url));
        return TowerAnswers.Json(new JsonObject
        {
            ["pipelineInfo"] = new JsonObject
            {
                ["projectName"] = project,
                ["simpleName"] = project.Split('/')[^1],
                ["repositoryUrl"] = url,
                ["cloneUrl"] = url + ".git",
                ["provider"] = "github",
                ["configFiles"] = TowerAnswers.Array(["nextflow.config"]),
                ["workDirs"] = new JsonArray(),
                ["revisions"] = TowerAnswers.Array(RepositoryRegistry.Revisions(pipeline).Keys),
                ["revisionName"] = string.IsNullOrEmpty(revision) ? RepositoryRegistry.DefaultRevision(pipeline) : revision,
                ["commitId"] = commit,
                ["profiles"] = TowerAnswers.Array(pipeline.Profiles ?? []),
                ["manifest"] = new JsonObject
                {
                    ["name"] = project,
                    ["mainScript"] = request.QueryValue("mainScript") ?? "main.nf",
                    ["defaultBranch"] = RepositoryRegistry.DefaultRevision(pipeline),
                },
                ["warnings"] = new JsonArray(),
            },
        });
    }

    private PipelineDocument Get(LocalRequest request, TowerWorkspace workspace) => pipelines.Get(workspace, TowerWorld.Number(request["id"], "pipelineId"));

    private LocalAnswer Answer(PipelineDocument pipeline, TowerWorkspace workspace, LocalRequest request) =>
        TowerAnswers.Json(new JsonObject { ["pipeline"] = Json(pipeline, workspace, request) });

    private JsonObject Json(PipelineDocument pipeline, TowerWorkspace workspace, LocalRequest request)
    {
        var environment = TowerWorld.Asks(request, "computeEnv") && pipeline.Launch.ComputeEnvId is { } id ? environments.Find(workspace.Key, id) : null;
        return PipelineRegistry.Json(
            pipeline,
            workspace,
            TowerWorld.Asks(request, "labels") ? labels.Json(pipeline.LabelIds) : null,
            environment is null ? null : new JsonObject { ["id"] = environment.Id, ["name"] = environment.Name, ["platform"] = environment.Platform, ["region"] = environment.Region });
    }
}
