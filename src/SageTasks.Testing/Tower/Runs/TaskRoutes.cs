using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The operations on the tasks, metrics and logs of a run.</summary>
internal sealed class TaskRoutes(RunRegistry runs, RunExecutor executor)
{
    private static readonly (string File, string Title)[] TaskFiles =
        [(".command.out", "Task stdout"), (".command.err", "Task stderr"), (".command.sh", "Task script")];

    public void Map(RouteTable routes)
    {
        routes.Map("GET /workflow/{workflowId}/tasks", List);
        routes.Map("GET /workflow/{workflowId}/task/{taskId}", request => TowerAnswers.Json(TaskJson.Of(Task(request))));
        routes.Map("GET /workflow/{workflowId}/metrics", Metrics);
        routes.Map("GET /workflow/{workflowId}/log", RunLog);
        routes.Map("GET /workflow/{workflowId}/log/{taskId}", TaskLog);
        routes.Map("GET /workflow/{workflowId}/download", DownloadRunFile);
        routes.Map("GET /workflow/{workflowId}/download/{taskId}", DownloadTaskFile);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var run = runs.Get(request);
        var (max, offset) = TowerWorld.Page(request, 10);
        var search = TowerWorld.Search(request);
        var found = TowerWorld.Listed(request, run.Tasks.All
            .Where(t => search is null || t.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || t.Hash.Contains(search, StringComparison.OrdinalIgnoreCase) || string.Equals(t.Status, search, StringComparison.OrdinalIgnoreCase)));
        var sorted = request.QueryValue("sortBy") switch
        {
            "process" => found.OrderBy(t => t.Process, StringComparer.Ordinal),
            "status" => found.OrderBy(t => t.Status, StringComparer.Ordinal),
            "submit" => found.OrderBy(t => t.Submit),
            _ => found.OrderBy(t => t.TaskId),
        };
        var rows = request.QueryValue("sortDir") is "desc" or "DESCENDING" ? sorted.Reverse() : sorted;
        return TowerAnswers.Json(new JsonObject
        {
            ["tasks"] = TowerAnswers.Array(rows.Skip(offset).Take(max).Select(TaskJson.Of)),
            ["total"] = found.Count,
        });
    }

    private LocalAnswer Metrics(LocalRequest request)
    {
        var processes = runs.Get(request).Tasks.All.Where(t => t.Complete is not null).GroupBy(t => t.Process, StringComparer.Ordinal);
        return TowerAnswers.Json(new JsonObject
        {
            ["metrics"] = TowerAnswers.Array(processes.Select(p => new JsonObject
            {
                ["process"] = p.Key,
                ["cpu"] = null,
                ["mem"] = null,
                ["vmem"] = null,
                ["time"] = Quartiles([.. p.Where(t => t.Start is not null).Select(t => ((t.Complete - t.Start)!.Value.TotalMilliseconds, t.Name)).Order()]),
                ["reads"] = null,
                ["writes"] = null,
                ["cpuUsage"] = null,
                ["memUsage"] = null,
                ["timeUsage"] = null,
            })),
        });
    }

    private static JsonObject? Quartiles(List<(double Value, string Name)> sorted) => sorted.Count == 0 ? null : new JsonObject
    {
        ["mean"] = sorted.Average(s => s.Value),
        ["min"] = sorted[0].Value,
        ["q1"] = At(sorted, 0.25).Value,
        ["q2"] = At(sorted, 0.5).Value,
        ["q3"] = At(sorted, 0.75).Value,
        ["max"] = sorted[^1].Value,
        ["minLabel"] = sorted[0].Name,
        ["maxLabel"] = sorted[^1].Name,
        ["q1Label"] = At(sorted, 0.25).Name,
        ["q2Label"] = At(sorted, 0.5).Name,
        ["q3Label"] = At(sorted, 0.75).Name,
        ["warnings"] = null,
    };

    private static (double Value, string Name) At(List<(double Value, string Name)> sorted, double share) => sorted[(int)Math.Round((sorted.Count - 1) * share)];

    private LocalAnswer RunLog(LocalRequest request)
    {
        var run = runs.Get(request);
        return TowerAnswers.Json(LogPages.Page(request, executor.LogPath(run.Document), [($"nf-{run.Document.Id}.txt", "Nextflow console output"), ($"nf-{run.Document.Id}.log", "Nextflow log file")]));
    }

    private LocalAnswer TaskLog(LocalRequest request) =>
        TowerAnswers.Json(LogPages.Page(request, Path.Combine(Task(request).WorkDir, ".command.out"), TaskFiles));

    private LocalAnswer DownloadRunFile(LocalRequest request)
    {
        var run = runs.Get(request);
        var id = run.Document.Id;
        return request.QueryValue("fileName") is { } name && (name == $"nf-{id}.txt" || name == $"nf-{id}.log")
            ? File(executor.LogPath(run.Document), name)
            : throw TowerAnswers.Bad($"Unknown file: {request.QueryValue("fileName")}");
    }

    private LocalAnswer DownloadTaskFile(LocalRequest request)
    {
        var task = Task(request);
        return request.QueryValue("fileName") is { } name && TaskFiles.Any(f => f.File == name)
            ? File(Path.Combine(task.WorkDir, name), name)
            : throw TowerAnswers.Bad($"Unknown file: {request.QueryValue("fileName")}");
    }

    private static LocalAnswer File(string path, string name)
    {
        if (!System.IO.File.Exists(path))
        {
            throw TowerAnswers.Bad($"File is not available: {name}");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return LocalAnswer.Bytes(bytes, "text/plain").With("Content-Disposition", $"attachment; filename=\"{name}\"");
    }

    private TaskDocument Task(LocalRequest request) =>
        runs.Get(request).Tasks.Find(TowerWorld.Number(request["taskId"], "taskId")) ?? throw TowerAnswers.Forbidden();
}
