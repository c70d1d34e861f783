using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on labels, and on the labels of runs and pipelines.</summary>
internal sealed class LabelRoutes(TowerWorld world, LabelRegistry labels, RunRegistry runs, PipelineRegistry pipelines, DatasetRegistry datasets)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /labels", List);
        routes.Map("POST /labels", Create);
        routes.Map("PUT /labels/{labelId}", Update);
        routes.Map("DELETE /labels/{labelId}", Delete);
        routes.Map("GET /labels/dynamic/allowed", _ => TowerAnswers.Json(new JsonObject
        {
            ["values"] = TowerAnswers.Array(["${workflowId}", "${sessionId}", "${userName}"]),
        }));
        foreach (var how in (string[])["add", "apply", "remove"])
        {
            routes.Map($"POST /workflow/labels/{how}", request => OfRuns(request, how));
            routes.Map($"POST /pipelines/labels/{how}", request => OfPipelines(request, how));
            routes.Map($"POST /datasets/labels/{how}", request => OfDatasets(request, how));
        }
    }

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var (max, offset) = TowerWorld.Page(request, 10);
        var type = request.QueryValue("type") ?? "simple";
        var search = TowerWorld.Search(request);
        var found = TowerWorld.Listed(request, labels.In(workspace)
            .Where(l => type == "all" || l.Resource == (type == "resource"))
            .Where(l => request.QueryValue("isDefault") is not { } wanted || l.IsDefault == (wanted == "true"))
            .Where(l => search is null || l.Name.Contains(search, StringComparison.OrdinalIgnoreCase)));
        return TowerAnswers.Json(new JsonObject
        {
            ["labels"] = TowerAnswers.Array(found.Skip(offset).Take(max).Select(LabelRegistry.Json)),
            ["totalSize"] = found.Count,
        });
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WriteLabels);
        var wanted = TowerWorld.Read(request, TowerJson.Default.CreateLabelRequest);
        return Answer(labels.Create(workspace, wanted, () => world.NextNumber(request)));
    }

    private LocalAnswer Update(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.WriteLabels);
        return Answer(labels.Update(workspace, Id(request), TowerWorld.Read(request, TowerJson.Default.CreateLabelRequest)));
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        labels.Delete(world.Workspace(request, TowerPermission.WriteLabels), Id(request));
        return TowerAnswers.NoContent;
    }

    private LocalAnswer OfRuns(LocalRequest request, string how)
    {
        var workspace = world.Workspace(request, TowerPermission.WriteLabels);
        var body = TowerWorld.Read(request, TowerJson.Default.AssociateLabelsRequest);
        foreach (var run in (body.WorkflowIds ?? []).Select(id => runs.Get(workspace, id)).ToList())
        {
            runs.Change(run, d => d with { LabelIds = labels.Combine(workspace, d.LabelIds, body.LabelIds, how) });
        }

        return TowerAnswers.NoContent;
    }

    private LocalAnswer OfPipelines(LocalRequest request, string how)
    {
        var workspace = world.Workspace(request, TowerPermission.WriteLabels);
        var body = TowerWorld.Read(request, TowerJson.Default.AssociateLabelsRequest);
        foreach (var pipeline in (body.PipelineIds ?? []).Select(id => pipelines.Get(workspace, id)).ToList())
        {
            pipelines.Save(pipeline with { LabelIds = labels.Combine(workspace, pipeline.LabelIds, body.LabelIds, how) });
        }

        return TowerAnswers.NoContent;
    }

    private LocalAnswer OfDatasets(LocalRequest request, string how)
    {
        var workspace = world.Workspace(request, TowerPermission.WriteLabels);
        var body = TowerWorld.Read(request, TowerJson.Default.AssociateLabelsRequest);
        foreach (var id in body.DatasetIds ?? [])
        {
            datasets.Change(workspace, id, d => d with { LabelIds = labels.Combine(workspace, d.LabelIds, body.LabelIds, how) });
        }

        return TowerAnswers.NoContent;
    }

    private static long Id(LocalRequest request) => TowerWorld.Number(request["labelId"], "labelId");

    private static LocalAnswer Answer(LabelDocument label) => TowerAnswers.Json(new JsonObject
    {
        ["id"] = label.Id,
        ["name"] = label.Name,
        ["value"] = label.Value,
        ["resource"] = label.Resource,
        ["isDefault"] = label.IsDefault,
    });
}
