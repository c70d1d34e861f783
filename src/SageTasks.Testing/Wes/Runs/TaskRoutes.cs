using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>The operations on a run's tasks.</summary>
internal sealed class TaskRoutes(WesWorld world, RunRegistry runs)
{
    private readonly RunJson _json = new(world);

    public void Map(RouteTable routes)
    {
        const string path = "/runs/{run_id}/tasks";
        routes.Map($"GET {path}", List);
        routes.Map($"GET {path}/{{task_id}}", Describe);
    }

    private LocalAnswer List(LocalRequest request)
    {
        var run = Find(request);
        var size = RunListing.PageSize(request, world);
        var from = request.QueryValue("page_token") is { Length: > 0 } token
            ? int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : throw world.Answers.Bad($"page_token '{token}' is not one that this server gave.")
            : 0;
        var page = run.Tasks.Skip(from).Take(size).ToList();
        var answer = new JsonObject { ["task_logs"] = new JsonArray([.. page.Select(task => _json.Task(request, run, task))]) };
        var next = from + page.Count < run.Tasks.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        RunRoutes.AddToken(answer, next, world.Traits.End);
        return WesAnswers.Json(answer);
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var run = Find(request);
        return run.Tasks.FirstOrDefault(task => task.Id == request["task_id"]) is { } task
            ? WesAnswers.Json(_json.Task(request, run, task))
            : throw world.Answers.Refusal(404, $"The run {run.Id} has no task {request["task_id"]}.");
    }

    private RunDocument Find(LocalRequest request) => world.Traits.TasksRefused is { } status
        ? throw world.Answers.Refusal(status, "This server has no tasks.")
        : runs.Get(request).Document;
}
