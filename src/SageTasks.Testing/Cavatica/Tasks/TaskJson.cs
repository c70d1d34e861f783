using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Writes tasks as answers show them.</summary>
internal sealed class TaskJson(TaskBook tasks, TaskInputs inputs)
{
    public JsonObject Write(CavaticaCall call, SbgTask task)
    {
        var shown = inputs.Show(task);
        return new JsonObject
        {
            ["href"] = call.Href($"/tasks/{task.Id}"),
            ["id"] = task.Id,
            ["name"] = task.Name,
            ["status"] = task.Status,
            ["description"] = task.Description,
            ["project"] = task.Project,
            ["app"] = task.App,
            ["type"] = "v2",
            ["created_by"] = task.CreatedBy,
            ["executed_by"] = task.ExecutedBy,
            ["created_time"] = CavaticaCall.Date(task.CreatedTime),
            ["start_time"] = CavaticaCall.Date(task.StartTime),
            ["end_time"] = CavaticaCall.Date(task.EndTime),
            ["batch"] = task.IsBatch,
            ["batch_input"] = task.BatchInput,
            ["batch_by"] = task.BatchBy?.DeepClone(),
            ["batch_group"] = task.BatchGroup?.DeepClone(),
            ["parent"] = task.Parent,
            ["use_interruptible_instances"] = task.UseInterruptibleInstances,
            ["execution_settings"] = task.ExecutionSettings?.DeepClone() ?? new JsonObject(),
            ["output_location"] = task.OutputLocation?.DeepClone(),
            ["origin"] = new JsonObject { ["id"] = task.OriginId },
            ["execution_status"] = ExecutionStatus(task),
            ["price"] = new JsonObject { ["amount"] = 0.0, ["currency"] = "USD" },
            ["errors"] = CavaticaCall.Array(task.Status == LocalCavaticaStatus.Draft && !task.IsBatch ? inputs.Errors(task) : []),
            ["warnings"] = CavaticaCall.Array(inputs.Warnings(task)),
            ["inputs"] = call.Request.TryDraw(FaultKind.Reserialize, out var fault) ? OtherForm.Of(shown, fault.Value.Dice) : shown,
            ["outputs"] = inputs.ShowOutputs(task),
        };
    }

    public static JsonObject WriteDetails(CavaticaCall call, SbgTask task) => new()
    {
        ["href"] = call.Href($"/tasks/{task.Id}/execution_details"),
        ["start_time"] = CavaticaCall.Date(task.StartTime),
        ["end_time"] = CavaticaCall.Date(task.EndTime),
        ["status"] = task.Status,
        ["message"] = task.Message,
        ["jobs"] = new JsonArray([.. task.Jobs.Select(job => WriteJob(call, job))]),
    };

    private static JsonObject WriteJob(CavaticaCall call, TaskJob job) => new()
    {
        ["name"] = job.Name,
        ["start_time"] = CavaticaCall.Date(job.StartTime),
        ["end_time"] = CavaticaCall.Date(job.EndTime),
        ["status"] = job.Status,
        ["command_line"] = job.CommandLine,
        ["retried"] = false,
        ["instance"] = new JsonObject { ["id"] = "local", ["type"] = "local", ["provider"] = "local" },
        ["docker"] = new JsonObject { ["checksum"] = null },
        ["logs"] = new JsonObject(job.Logs.Select(log => KeyValuePair.Create(log.Key, (JsonNode?)call.Href($"/files/{log.Value}")))),
    };

    private JsonObject ExecutionStatus(SbgTask task)
    {
        var status = new JsonObject { ["message"] = task.Message };
        if (!task.IsBatch)
        {
            status["steps_completed"] = task.Jobs.Count(job => job.Status == "DONE");
            status["steps_total"] = task.Jobs.Count;
            return status;
        }

        var children = tasks.ChildrenOf(task);
        foreach (var word in (string[])[LocalCavaticaStatus.Queued, LocalCavaticaStatus.Running, LocalCavaticaStatus.Completed, LocalCavaticaStatus.Failed, LocalCavaticaStatus.Aborted])
        {
            status[word.ToLowerInvariant()] = children.Count(child => child.Status == word);
        }

        return status;
    }
}
