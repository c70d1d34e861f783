using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.Testing.Wes;

namespace SageTasks.Testing.Cavatica;

/// <summary>WES 1.0: a run is a task, and its id is the task's.</summary>
internal sealed class WesRoutes(CavaticaWorld world, TaskBook tasks, TaskInputs inputs, WesRequests requests, TaskStarter starter, ProjectBook projects)
{
    private const string Root = "/ga4gh/wes/v1";

    public void Map(Ga4ghApi api) => api
        .MapOpen($"GET {Root}/service-info", call => ServiceInfo.Answer(call, "wes", "1.0.0", "Cavatica GA4GH WES API", new JsonObject
        {
            ["workflow_type_versions"] = new JsonObject { ["CWL"] = new JsonObject { ["workflow_type_version"] = new JsonArray("v1.0", "v1.1", "v1.2", "sbg:draft-2") } },
            ["supported_wes_versions"] = new JsonArray("1.0.0"),
            ["supported_filesystem_protocols"] = new JsonArray("drs"),
        }))
        .Map($"POST {Root}/runs", async (request, stopping) => await PostAsync(api, request, stopping).ConfigureAwait(false))
        .Map($"GET {Root}/runs", List)
        .Map($"GET {Root}/runs/{{id}}", call => CavaticaCall.Json(Log(call, tasks.Get(call, call["id"]))))
        .Map($"GET {Root}/runs/{{id}}/status", call => CavaticaCall.Json(Row(tasks.Get(call, call["id"]))))
        .Map($"POST {Root}/runs/{{id}}/cancel", Cancel);

    private async Task<LocalAnswer> PostAsync(Ga4ghApi api, LocalRequest request, CancellationToken stopping)
    {
        RunForm form;
        try
        {
            form = await RunForm.ReadAsync(request, stopping).ConfigureAwait(false);
        }
        catch (FormatException e)
        {
            return Ga4ghApi.Error(400, e.Message);
        }

        // One that cannot be started is refused, and its draft stays behind here too.
        return api.Handle(request, call => CavaticaCall.Json(new JsonObject { ["run_id"] = starter.Start(requests.Draft(call, form), call.User.Username).Id }));
    }

    private LocalAnswer List(CavaticaCall call)
    {
        var (size, offset) = (Math.Min(call.Whole("page_size", 50, 1), 100), call.Whole("page_token", 0, 0));
        var mine = projects.Of(call.User).Select(project => project.Id).ToHashSet(StringComparer.Ordinal);
        var all = tasks.Table.All.Where(task => mine.Contains(task.Project) && task.Status != LocalCavaticaStatus.Draft && world.Shows(task.HiddenUntil)).Reverse().ToList();
        return CavaticaCall.Json(new JsonObject
        {
            ["runs"] = new JsonArray([.. all.Skip(offset).Take(size).Select(Row)]),
            ["next_page_token"] = offset + size < all.Count ? (offset + size).ToString(CultureInfo.InvariantCulture) : "",
        });
    }

    private LocalAnswer Cancel(CavaticaCall call)
    {
        var task = tasks.Get(call, call["id"], Permission.Execute);
        if (LocalCavaticaStatus.IsActive(task.Status))
        {
            starter.Abort(task);
        }

        return CavaticaCall.Json(new JsonObject { ["run_id"] = task.Id });
    }

    private static JsonObject Row(SbgTask task) => new() { ["run_id"] = task.Id, ["state"] = WesStates.Of(task.Status) };

    private JsonObject Log(CavaticaCall call, SbgTask task) => new()
    {
        ["request"] = new JsonObject
        {
            ["tags"] = task.Tags?.DeepClone() ?? new JsonObject(),
            ["workflow_params"] = new JsonObject { ["name"] = task.Name, ["project"] = task.Project, ["inputs"] = Addressed(call, inputs.Show(task)) },
            ["workflow_type"] = "CWL",
            ["workflow_engine_params"] = new JsonObject(),
            ["workflow_url"] = $"sbg://{task.App}",
        },
        ["state"] = WesStates.Of(task.Status),
        ["outputs"] = Addressed(call, inputs.ShowOutputs(task)),
        ["run_id"] = task.Id,
        ["run_log"] = new JsonObject
        {
            ["name"] = task.Name,
            ["cmd"] = null,
            ["start_time"] = CavaticaCall.Date(task.StartTime),
            ["end_time"] = CavaticaCall.Date(task.EndTime),
            ["stdout"] = null,
            ["stderr"] = null,
            ["exit_code"] = ExitCode(task.Status == LocalCavaticaStatus.Completed, LocalCavaticaStatus.HasEnded(task.Status)),
        },
        ["task_logs"] = new JsonArray([.. task.Jobs.Select(job => new JsonObject
        {
            ["name"] = job.Name,
            ["cmd"] = job.CommandLine,
            ["start_time"] = CavaticaCall.Date(job.StartTime),
            ["end_time"] = CavaticaCall.Date(job.EndTime),
            ["stdout"] = LogOf(call, job, "stdout.log"),
            ["stderr"] = LogOf(call, job, "stderr.log"),
            ["exit_code"] = ExitCode(job.Status == "DONE", job.EndTime is not null),
        })]),
    };

    private static int? ExitCode(bool isWell, bool hasEnded) => hasEnded ? isWell ? 0 : 1 : null;

    private static string? LogOf(CavaticaCall call, TaskJob job, string name) => job.Logs.TryGetValue(name, out var id) ? DrsRoutes.Uri(call.Request, id) : null;

    // Files by their addresses and names, and nothing else.
    private static JsonNode? Addressed(CavaticaCall call, JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] is "File" or "Directory" => new JsonObject
        {
            ["path"] = DrsRoutes.Uri(call.Request, (string)item["path"]!),
            ["name"] = (string?)item["name"],
            ["class"] = (string)item["class"]!,
        },
        JsonObject record => new JsonObject(record.Select(pair => KeyValuePair.Create(pair.Key, Addressed(call, pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(item => Addressed(call, item))]),
        _ => value?.DeepClone(),
    };
}
