using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations that launch, and that show launches.</summary>
internal sealed class LaunchRoutes(
    TowerWorld world, Launcher launcher, RunRegistry runs, PipelineRegistry pipelines, ComputeEnvRegistry environments, RepositoryRegistry repositories)
{
    public void Map(RouteTable routes)
    {
        routes.Map("POST /workflow/launch", Launch);
        routes.Map("GET /workflow/random-name", _ => TowerAnswers.Json(new JsonObject { ["name"] = RandomNames.Next() }));
        routes.Map("GET /workflow/validate", Validate);
        routes.Map("GET /workflow/{workflowId}/launch", DescribeRun);
        routes.Map("GET /launch/{launchId}", Describe);
    }

    private LocalAnswer Launch(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.ExecuteRuns);
        var body = TowerWorld.Read(request, TowerJson.Default.SubmitLaunchRequest);
        var run = launcher.Launch(request, workspace, body.Launch ?? throw TowerAnswers.Bad("Missing launch object"));
        return TowerAnswers.Json(new JsonObject { ["workflowId"] = run.Document.Id });
    }

    private LocalAnswer Validate(LocalRequest request)
    {
        var name = request.QueryValue("runName");
        if (name is null || !LaunchChecks.IsRunName(name))
        {
            throw TowerAnswers.Bad($"Invalid workflow run name: '{name}'");
        }

        if (request.QueryValue("sessionId") is not { } session)
        {
            return TowerAnswers.NoContent;
        }

        lock (world.Lock)
        {
            return runs.OfSession(session).Any(r => string.Equals(r.Document.RunName, name, StringComparison.OrdinalIgnoreCase))
                ? throw TowerAnswers.Conflict("Existing run name and session ID combination")
                : TowerAnswers.NoContent;
        }
    }

    private LocalAnswer DescribeRun(LocalRequest request)
    {
        var run = runs.Get(request);
        var launch = LaunchJson.OfRun(run, Environment(run.Document.Workspace, run.Document.Launch.ComputeEnvId));
        if (request.TryDraw(FaultKind.Reserialize, out var fault))
        {
            var schema = repositories.TryFind(run.Document.Repository, out var pipeline) ? pipeline.Schema : null;
            Reserializer.Rewrite(launch, fault.Value.Dice, Reserializer.Defaults(schema));
        }

        return TowerAnswers.Json(new JsonObject { ["launch"] = launch });
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var id = request["launchId"];
        if (pipelines.FindLaunch(workspace.Key, id) is { } pipeline)
        {
            return TowerAnswers.Json(new JsonObject { ["launch"] = LaunchJson.Of(pipeline.Launch, id, Environment(workspace.Key, pipeline.Launch.ComputeEnvId), pipeline.DateCreated) });
        }

        var run = runs.FindLaunch(id);
        if (run is null || run.Document.Workspace != workspace.Key || run.Document.Deleted)
        {
            throw TowerAnswers.Forbidden();
        }

        var launch = LaunchJson.Of(run.Document.Launch, id, Environment(workspace.Key, run.Document.Launch.ComputeEnvId), run.Document.Submit);
        launch["runName"] = run.Document.RunName;
        launch["sessionId"] = run.Document.SessionId;
        return TowerAnswers.Json(new JsonObject { ["launch"] = launch });
    }

    private JsonObject? Environment(long workspace, string? id) => id is not null && environments.Find(workspace, id) is { } environment
        ? ComputeEnvRegistry.Json(environment, world.People.Known(workspace))
        : null;
}
