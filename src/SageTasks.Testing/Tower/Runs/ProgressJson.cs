using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Writes how far a run has come.</summary>
internal static class ProgressJson
{
    private static readonly string[] Unmeasured =
    [
        "cpuTime", "cpuLoad", "memoryRss", "memoryReq", "readBytes", "writeBytes", "volCtxSwitch", "invCtxSwitch",
        "loadMemory", "peakMemory", "retries", "ignored",
    ];

    public static void Write(Utf8JsonWriter json, IReadOnlyList<TaskDocument> tasks)
    {
        json.WriteStartObject("progress"u8);
        json.WriteStartObject("workflowProgress"u8);
        WriteLoad(json, tasks);
        json.WriteNull("cost"u8);
        RunJson.WriteStrings(json, "executors"u8, tasks.Count == 0 ? [] : ["local"]);
        json.WriteEndObject();
        json.WriteStartArray("processesProgress"u8);
        var processes = tasks.GroupBy(t => t.Process, StringComparer.Ordinal).ToList();
        foreach (var process in processes)
        {
            json.WriteStartObject();
            json.WriteString("process"u8, process.Key);
            WriteLoad(json, [.. process]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("totalProcesses"u8, processes.Count);
        json.WriteEndObject();
    }

    private static void WriteLoad(Utf8JsonWriter json, IReadOnlyList<TaskDocument> tasks)
    {
        var running = tasks.Where(t => t.Status == TowerTaskStatus.Running).ToList();
        json.WriteNumber("pending"u8, 0);
        json.WriteNumber("submitted"u8, Count(TowerTaskStatus.Submitted));
        json.WriteNumber("running"u8, running.Count);
        json.WriteNumber("succeeded"u8, Count(TowerTaskStatus.Completed));
        json.WriteNumber("failed"u8, Count(TowerTaskStatus.Failed));
        json.WriteNumber("cached"u8, Count(TowerTaskStatus.Cached));
        json.WriteNumber("aborted"u8, Count(TowerTaskStatus.Aborted));
        json.WriteNumber("cpus"u8, tasks.Sum(t => t.Cpus));
        json.WriteNumber("loadTasks"u8, running.Count);
        json.WriteNumber("loadCpus"u8, running.Sum(t => t.Cpus));
        json.WriteNumber("peakTasks"u8, running.Count);
        json.WriteNumber("peakCpus"u8, running.Sum(t => t.Cpus));
        foreach (var name in Unmeasured)
        {
            json.WriteNumber(name, 0);
        }

        json.WriteNull("cpuEfficiency"u8);
        json.WriteNull("memoryEfficiency"u8);

        int Count(string status) => tasks.Count(t => t.Status == status);
    }
}
