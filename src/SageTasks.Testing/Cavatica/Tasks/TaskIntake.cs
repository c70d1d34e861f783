using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Makes drafts of what clients send, and changes them.</summary>
internal sealed class TaskIntake(CavaticaWorld world, TaskBook tasks, ProjectBook projects, AppBook apps, FileBook files)
{
    /// <summary>The name of a task that its client does not name.</summary>
    public static string UsualName(AppDocument app, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{app.Id.Split('/')[2]} run - {now.UtcDateTime:MM-dd-yy HH:mm:ss}");

    /// <summary>Makes a draft. There is no idempotency: whoever sends one twice has two drafts.</summary>
    public SbgTask Take(CavaticaCall call)
    {
        var project = projects.Get(call, call.Text("project") ?? throw CavaticaErrors.Refuse(400, 3006, "Project id must not be null or an empty string."), Permission.Execute);
        var (app, revision) = apps.Get(call, call.Text("app") ?? throw CavaticaErrors.Refuse(400, 7015, "App id must not be null or an empty string."));
        var (batchInput, batchBy) = (call.Text("batch_input"), call.Object("batch_by"));
        TaskBatches.Check(batchInput, batchBy);
        if (batchInput is null)
        {
            (batchInput, batchBy) = AppBatch.Of(revision.Raw);
        }

        return tasks.Add(new SbgTask
        {
            Id = CavaticaWorld.Uuid(),
            Name = call.Text("name") ?? UsualName(app, world.Now),
            Description = call.Text("description"),
            Project = project.Id,
            App = AppBook.FullId(app, revision),
            Status = LocalCavaticaStatus.Draft,
            CreatedBy = call.User.Username,
            CreatedTime = world.Now,
            Inputs = Inputs(call),
            IsBatch = batchInput is not null,
            BatchInput = batchInput,
            BatchBy = batchBy,
            UseInterruptibleInstances = call.Body["use_interruptible_instances"] is JsonValue value && value.TryGetValue<bool>(out var interruptible) && interruptible,
            ExecutionSettings = call.Object("execution_settings"),
            OutputLocation = call.Object("output_location"),
            HiddenUntil = world.HiddenUntil(call.Request),
        });
    }

    /// <summary>Changes a draft; of other tasks only the name.</summary>
    public SbgTask Change(CavaticaCall call, SbgTask task)
    {
        if (task.Status != LocalCavaticaStatus.Draft && call.Body.Any(pair => pair.Key != "name"))
        {
            throw CavaticaErrors.Refuse(400, 7026, "Editing is available only for tasks which are in DRAFT status.");
        }

        var inputs = (JsonObject)task.Inputs.DeepClone();
        foreach (var (name, value) in call.Object("inputs") is { } sent ? Known(call, sent) : [])
        {
            inputs[name] = value?.DeepClone();
        }

        var (batchInput, batchBy) = (call.Text("batch_input") ?? task.BatchInput, call.Object("batch_by") ?? task.BatchBy);
        TaskBatches.Check(batchInput, batchBy);
        return tasks.Change(task, task with
        {
            Name = call.Text("name") ?? task.Name,
            Description = call.Text("description") ?? task.Description,
            App = call.Text("app") is { } app && apps.Get(call, app) is var (found, revision) ? AppBook.FullId(found, revision) : task.App,
            Inputs = TaskInputs.Set(inputs),
            IsBatch = batchInput is not null,
            BatchInput = batchInput,
            BatchBy = batchBy,
            ExecutionSettings = call.Object("execution_settings") ?? task.ExecutionSettings,
            OutputLocation = call.Object("output_location") ?? task.OutputLocation,
        });
    }

    /// <summary>A draft like another task.</summary>
    public SbgTask Copy(SbgTask source, string user, DateTimeOffset? hiddenUntil = null) => tasks.Add(source with
    {
        Id = CavaticaWorld.Uuid(),
        Status = LocalCavaticaStatus.Draft,
        CreatedBy = user,
        ExecutedBy = null,
        CreatedTime = world.Now,
        StartTime = null,
        EndTime = null,
        Outputs = [],
        Parent = null,
        BatchGroup = null,
        Message = null,
        Jobs = [],
        MemoKey = null,
        IsRegistered = false,
        HiddenUntil = hiddenUntil,
        IsStaged = false,
    });

    private JsonObject Inputs(CavaticaCall call) => TaskInputs.Set(Known(call, call.Object("inputs") ?? []));

    // A file that is not there is a bad request, and the answer does not say which input it was.
    private JsonObject Known(CavaticaCall call, JsonObject inputs)
    {
        foreach (var file in TaskInputs.FilesIn(inputs))
        {
            if (file["path"] is not JsonValue path || !path.TryGetValue<string>(out var id) || files.Table.Find(id) is null)
            {
                throw CavaticaErrors.Refuse(400, 5002, "Requested file does not exist.");
            }

            files.Get(call, id);
        }

        return inputs;
    }
}
