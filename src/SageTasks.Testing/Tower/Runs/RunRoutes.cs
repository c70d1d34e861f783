using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations that list, show and change runs.</summary>
internal sealed class RunRoutes(TowerWorld world, RunRegistry runs, LabelRegistry labels, ComputeEnvRegistry environments, RunExecutor executor)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /workflow", List);
        routes.Map("POST /workflow/delete", DeleteMany);
        routes.Map("GET /workflow/{workflowId}", Describe);
        routes.Map("PATCH /workflow/{workflowId}", Patch);
        routes.Map("DELETE /workflow/{workflowId}", Delete);
        routes.Map("GET /workflow/{workflowId}/progress", Progress);
        routes.Map("POST /workflow/{workflowId}/cancel", Cancel);
        routes.Map("GET /workflow/{workflowId}/star", request => Star(request, null));
        routes.Map("POST /workflow/{workflowId}/star", request => Star(request, true));
        routes.Map("DELETE /workflow/{workflowId}/star", request => Star(request, false));
    }

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = world.Workspace(request);
        var caller = TowerWorld.Caller(request);
        var (max, offset) = TowerWorld.Page(request, 50);
        var search = RunSearch.Parse(TowerWorld.Search(request), caller.Id, labels.Find);
        var page = request.Draws(FaultKind.EmptyList) ? new RunPage([], 0, false) : runs.List(workspace, search, offset, max);
        var withLabels = TowerWorld.Asks(request, "labels");
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("hasMore"u8, page.HasMore);
            RunJson.WriteNumber(json, "totalSize"u8, request.QueryValue("includeTotalSize") == "false" ? null : page.Total);
            json.WriteStartArray("workflows"u8);
            foreach (var run in page.Runs)
            {
                RunJson.WriteElement(json, run, workspace, caller.Id, w => WriteLabels(w, withLabels ? run : null));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var run = runs.Get(request);
        return Description(request, run);
    }

    private LocalAnswer Description(LocalRequest request, TowerRun run)
    {
        var d = run.Document;
        var environment = d.Launch.ComputeEnvId is { } id ? environments.Find(d.Workspace, id) : null;
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            RunJson.WriteWorkflow(json, run, full: true);
            ProgressJson.Write(json, run.Tasks.All);
            RunJson.WriteContext(json, world.People.Known(d.Workspace), w => WriteLabels(w, TowerWorld.Asks(request, "labels") ? run : null));
            RunJson.WriteStrings(json, "messages"u8, []);
            WriteJob(json, d);
            WritePlatform(json, environment);
            WritePipeline(json, TowerWorld.Asks(request, "pipelineInfo") ? d : null);
            json.WriteString("schedRunId"u8, d.SchedRunId);
            json.WriteNull("cost"u8);
            json.WriteEndObject();
        });
    }

    private static void WriteJob(Utf8JsonWriter json, RunDocument d)
    {
        json.WriteStartObject("jobInfo"u8);
        json.WriteNull("id"u8);
        json.WriteString("operationId"u8, $"{d.Id}-head");
        json.WriteString("message"u8, d.ErrorMessage);
        json.WriteString("status"u8, d.Status switch
        {
            TowerStatus.Succeeded => "COMPLETED",
            TowerStatus.Submitted or TowerStatus.Running => d.Status,
            _ => "FAILED",
        });
        RunJson.WriteNumber(json, "exitCode"u8, d.ExitStatus);
        json.WriteEndObject();
    }

    private static void WritePlatform(Utf8JsonWriter json, ComputeEnvDocument? environment)
    {
        json.WriteStartObject("platform"u8);
        json.WriteString("id"u8, environment?.Platform);
        json.WriteString("name"u8, environment?.Platform);
        json.WriteEndObject();
    }

    private static void WritePipeline(Utf8JsonWriter json, RunDocument? d)
    {
        if (d?.PipelineId is not { } id)
        {
            json.WriteNull("pipelineInfo"u8);
            return;
        }

        json.WriteStartObject("pipelineInfo"u8);
        json.WriteNumber("id"u8, id);
        RunJson.WriteNumber(json, "workspaceId"u8, d.Workspace > 0 ? d.Workspace : null);
        json.WriteNull("version"u8);
        json.WriteEndObject();
    }

    private void WriteLabels(Utf8JsonWriter json, TowerRun? run)
    {
        if (run is null)
        {
            json.WriteNullValue();
        }
        else
        {
            labels.Json(run.Document.LabelIds).WriteTo(json);
        }
    }

    private LocalAnswer Patch(LocalRequest request)
    {
        var run = runs.Get(request, TowerPermission.ExecuteRuns);
        using var body = JsonDocument.Parse(request.Body);
        var scheduled = body.RootElement.TryGetProperty("schedRunId"u8, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        runs.Change(run, d => d with { SchedRunId = scheduled });
        return Description(request, run);
    }

    private LocalAnswer Progress(LocalRequest request)
    {
        var run = runs.Get(request);
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            ProgressJson.Write(json, run.Tasks.All);
            json.WriteEndObject();
        });
    }

    // Also of a run that has ended: then it changes nothing.
    private LocalAnswer Cancel(LocalRequest request)
    {
        var run = runs.Get(request, TowerPermission.ExecuteRuns);
        if (request.Draws(FaultKind.RefuseCancel))
        {
            throw TowerAnswers.Bad($"Unable to cancel workflow '{run.Document.Id}'");
        }

        if (request.TryDraw(FaultKind.SlowCancel, out var slow))
        {
            executor.CancelLater(run, slow.Value.Wait);
        }
        else
        {
            executor.Cancel(run);
        }

        return TowerAnswers.NoContent;
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        var run = runs.Get(request, TowerPermission.ExecuteRuns);
        if (!TryDelete(request, run))
        {
            throw TowerAnswers.Bad($"Workflow '{run.Document.Id}' is active: cancel it first, or force the deletion");
        }

        return TowerAnswers.NoContent;
    }

    private LocalAnswer DeleteMany(LocalRequest request)
    {
        var workspace = world.Workspace(request, TowerPermission.ExecuteRuns);
        var body = TowerWorld.Read(request, TowerJson.Default.IdsRequest);
        var failed = new List<string>();
        foreach (var id in body.WorkflowIds ?? [])
        {
            var there = runs.TryFind(id, out var run) && run.Document.Workspace == workspace.Key && !run.Document.Deleted;
            if (!there || !TryDelete(request, run!))
            {
                failed.Add(id);
            }
        }

        return TowerAnswers.Json(new JsonObject { ["failedWorkflowIds"] = TowerAnswers.Array(failed) });
    }

    private bool TryDelete(LocalRequest request, TowerRun run)
    {
        if (TowerStatus.IsActive(run.Document.Status))
        {
            if (request.QueryValue("force") != "true")
            {
                return false;
            }

            executor.Cancel(run);
        }

        runs.Delete(run);
        return true;
    }

    private LocalAnswer Star(LocalRequest request, bool? star)
    {
        var run = runs.Get(request);
        var caller = TowerWorld.Caller(request).Id;
        var starred = run.Document.StarredBy ?? [];
        if (star is null && !starred.Contains(caller))
        {
            throw TowerAnswers.NotFound("Workflow is not starred");
        }

        if (star is { } wanted)
        {
            runs.Change(run, d => d with { StarredBy = wanted ? [.. starred.Union([caller])] : [.. starred.Except([caller])] });
        }

        return TowerAnswers.Json(new JsonObject { ["workflowId"] = run.Document.Id });
    }
}
