namespace SageTasks.Testing.Cavatica;

/// <summary>The operations on tasks.</summary>
internal sealed class TaskRoutes(CavaticaWorld world, TaskBook tasks, TaskIntake intake, TaskStarter starter, TaskStopper stopper, TaskJson json, ProjectBook projects)
{
    private static readonly string[] InLists = ["href", "id", "name", "project"];

    public void Map(CavaticaApi api) => api
        .Map("GET /tasks", List)
        .Map("POST /tasks", Create)
        .Map("GET /tasks/{id}", call => call.One(json.Write(call, tasks.Get(call, call["id"]))))
        .Map("PATCH /tasks/{id}", call => call.One(json.Write(call, intake.Change(call, tasks.Get(call, call["id"], Permission.Execute)))))
        .Map("DELETE /tasks/{id}", Delete)
        .Map("GET /tasks/{id}/execution_details", call => call.One(TaskJson.WriteDetails(call, tasks.Get(call, call["id"]))))
        .Map("POST /tasks/{id}/actions/run", Run)
        .Map("POST /tasks/{id}/actions/abort", Abort)
        .Map("POST /tasks/{id}/actions/clone", Clone)
        .Map("POST /bulk/tasks/get", call => Bulk.Answer(call, Bulk.Ids(call, "task_ids"), id => json.Write(call, tasks.Get(call, id))));

    private LocalAnswer List(CavaticaCall call)
    {
        var ignores = call.Request.Draws(FaultKind.IgnoreSearch);
        var project = call.Query("project") is { } id ? projects.Get(call, id).Id : null;
        var own = project is not null && !ignores
            ? tasks.Table.All.Where(task => task.Project == project)
            : Visible(call);
        var shown = own.Where(task => world.Shows(task.HiddenUntil));
        return call.List([.. TaskSearch.Order(call, ignores ? shown : TaskSearch.Filter(call, shown))], task => json.Write(call, task), InLists);
    }

    private IEnumerable<SbgTask> Visible(CavaticaCall call)
    {
        var mine = projects.Of(call.User).Select(project => project.Id).ToHashSet(StringComparer.Ordinal);
        return tasks.Table.All.Where(task => mine.Contains(task.Project));
    }

    // One that cannot be started stays behind as the draft that it is; the answer is no refusal, and tells what is wrong.
    private LocalAnswer Create(CavaticaCall call)
    {
        var runs = Runs(call);
        var divides = call.Flag("batch") ?? true;
        if (!divides && !runs)
        {
            throw CavaticaErrors.Refuse(400, 7021, "Batching can only be disabled if the task is submitted for execution.");
        }

        var draft = intake.Take(call);
        return call.One(json.Write(call, runs ? StartOrLeave(call, draft, divides) : draft), 201);
    }

    private SbgTask StartOrLeave(CavaticaCall call, SbgTask draft, bool divides)
    {
        try
        {
            return starter.Start(draft, call.User.Username, divides);
        }
        catch (RefusalException)
        {
            return draft;
        }
    }

    private LocalAnswer Run(CavaticaCall call)
    {
        var task = tasks.Get(call, call["id"], Permission.Execute);
        var divides = call.Flag("batch") ?? true;
        if (!divides && !task.IsBatch)
        {
            throw CavaticaErrors.Refuse(400, 7022, "Disabling batching action is only available for BATCH tasks.");
        }

        var interruptible = call.Flag("use_interruptible_instances") ?? task.UseInterruptibleInstances;
        var started = starter.Start(task, call.User.Username, divides);
        return call.One(json.Write(call, tasks.Change(started, started with { UseInterruptibleInstances = interruptible })));
    }

    private LocalAnswer Abort(CavaticaCall call)
    {
        var task = tasks.Get(call, call["id"], Permission.Execute);
        if (!LocalCavaticaStatus.IsActive(task.Status) || call.Request.Draws(FaultKind.RefuseCancel))
        {
            throw CavaticaErrors.Refuse(400, 7011, "Invalid task action. Action can be performed on tasks in the states: CREATING, RUNNING or QUEUED.");
        }

        return call.One(json.Write(call, call.Request.TryDraw(FaultKind.SlowCancel, out var slow) ? stopper.AbortLater(task, slow.Value.Wait) : stopper.Abort(task)));
    }

    private LocalAnswer Clone(CavaticaCall call)
    {
        var source = tasks.Get(call, call["id"], Permission.Execute);
        var runs = Runs(call);
        var copy = intake.Copy(source, call.User.Username, world.HiddenUntil(call.Request));
        return call.One(json.Write(call, runs ? StartOrLeave(call, copy, divides: true) : copy), 201);
    }

    private LocalAnswer Delete(CavaticaCall call)
    {
        var task = tasks.Get(call, call["id"], Permission.Execute);
        if (LocalCavaticaStatus.IsActive(task.Status))
        {
            throw CavaticaErrors.Refuse(400, 7013, "Invalid task action: a task that runs must be aborted first.");
        }

        foreach (var part in tasks.ChildrenOf(task))
        {
            tasks.Remove(part);
        }

        tasks.Remove(task);
        return CavaticaCall.NoContent;
    }

    private static bool Runs(CavaticaCall call) => call.Query("action") switch
    {
        null => false,
        "run" => true,
        _ => throw CavaticaErrors.Refuse(400, 7013, "Invalid task action."),
    };
}
