using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The pipelines saved on the Launchpad.</summary>
internal sealed class PipelineRegistry(TowerWorld world)
{
    private const string Kind = "pipeline";

    private readonly Dictionary<long, PipelineDocument> _pipelines = [];

    public void Load(PipelineDocument pipeline)
    {
        world.Took(pipeline.Id);
        _pipelines[pipeline.Id] = pipeline;
    }

    public IReadOnlyList<PipelineDocument> In(long workspace)
    {
        lock (world.Lock)
        {
            return [.. _pipelines.Values.Where(p => p.Workspace == workspace).OrderBy(p => p.DateCreated).ThenBy(p => p.Id)];
        }
    }

    public PipelineDocument Get(TowerWorkspace workspace, long id)
    {
        lock (world.Lock)
        {
            return _pipelines.TryGetValue(id, out var pipeline) && pipeline.Workspace == workspace.Key ? pipeline : throw TowerAnswers.Forbidden();
        }
    }

    /// <summary>The saved pipeline that a launch id belongs to.</summary>
    public PipelineDocument? FindLaunch(long workspace, string launchId) => In(workspace).FirstOrDefault(p => p.LaunchId == launchId);

    public PipelineDocument Save(PipelineDocument pipeline)
    {
        lock (world.Lock)
        {
            if (_pipelines.Values.Any(p => p.Workspace == pipeline.Workspace && p.Id != pipeline.Id && p.Name == pipeline.Name))
            {
                throw TowerAnswers.Conflict($"A pipeline with name '{pipeline.Name}' already exists");
            }

            var saved = pipeline with { LastUpdated = world.Clock.Shown };
            world.Store.Begin()
                .Set(Kind, saved.Id.Text(), saved, TowerJson.Default.PipelineDocument)
                .Record("pipeline.saved", saved.Id.Text(), saved, TowerJson.Default.PipelineDocument)
                .Commit();
            return _pipelines[saved.Id] = saved;
        }
    }

    public void Delete(PipelineDocument pipeline)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Remove(Kind, pipeline.Id.Text()).Commit();
            _pipelines.Remove(pipeline.Id);
        }
    }

    public static JsonObject Json(PipelineDocument pipeline, TowerWorkspace workspace, JsonNode? labels, JsonNode? computeEnv) => new()
    {
        ["pipelineId"] = pipeline.Id,
        ["name"] = pipeline.Name,
        ["description"] = pipeline.Description,
        ["icon"] = pipeline.Icon,
        ["repository"] = pipeline.Launch.Pipeline,
        ["userId"] = pipeline.UserId,
        ["userName"] = pipeline.UserName,
        ["userFirstName"] = null,
        ["userLastName"] = null,
        ["orgId"] = workspace.OrgId,
        ["orgName"] = workspace.OrgName,
        ["workspaceId"] = workspace.Id,
        ["workspaceName"] = workspace.OrgId is null ? null : workspace.Name,
        ["visibility"] = workspace.OrgId is null ? null : "PRIVATE",
        ["deleted"] = false,
        ["lastUpdated"] = TowerAnswers.Date(pipeline.LastUpdated),
        ["optimizationId"] = null,
        ["optimizationTargets"] = null,
        ["optimizationStatus"] = null,
        ["labels"] = labels,
        ["computeEnv"] = computeEnv,
        ["version"] = null,
    };
}
