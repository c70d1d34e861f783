using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>Writes a task as the API shows it.</summary>
internal static class TaskJson
{
    public static JsonObject Of(TaskDocument task) => new()
    {
        ["task"] = new JsonObject
        {
            ["id"] = task.TaskId,
            ["taskId"] = task.TaskId,
            ["hash"] = task.Hash,
            ["name"] = task.Name,
            ["process"] = task.Process,
            ["tag"] = task.Tag,
            ["status"] = task.Status,
            ["submit"] = TowerAnswers.Date(task.Submit),
            ["start"] = TowerAnswers.Date(task.Start),
            ["complete"] = TowerAnswers.Date(task.Complete),
            ["dateCreated"] = TowerAnswers.Date(task.Submit),
            ["lastUpdated"] = TowerAnswers.Date(task.Complete ?? task.Start ?? task.Submit),
            ["module"] = new JsonArray(),
            ["container"] = task.Container,
            ["attempt"] = 1,
            ["script"] = task.Script,
            ["scratch"] = null,
            ["workdir"] = task.WorkDir,
            ["queue"] = null,
            ["cpus"] = task.Cpus,
            ["memory"] = task.Memory,
            ["disk"] = null,
            ["time"] = null,
            ["env"] = null,
            ["executor"] = "local",
            ["machineType"] = null,
            ["cloudZone"] = null,
            ["priceModel"] = null,
            ["cost"] = null,
            ["errorAction"] = task.Status == TowerTaskStatus.Failed ? "TERMINATE" : null,
            ["errorMessage"] = task.ErrorMessage,
            ["exitStatus"] = task.Exit,
            ["exit"] = task.Exit,
            ["duration"] = Milliseconds(task.Submit, task.Complete),
            ["realtime"] = Milliseconds(task.Start, task.Complete),
            ["nativeId"] = task.TaskId.Text(),
            ["peakRss"] = null,
            ["rss"] = null,
            ["pcpu"] = null,
        },
    };

    private static long? Milliseconds(DateTimeOffset? from, DateTimeOffset? to) => (long?)(to - from)?.TotalMilliseconds;
}
