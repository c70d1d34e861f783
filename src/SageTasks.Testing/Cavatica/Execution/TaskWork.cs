using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A task that is being executed.</summary>
internal sealed class TaskWork(CavaticaWorld world, SbgTask task, JsonObject raw)
{
    private readonly List<TaskJob> _jobs = [];

    public SbgTask Task { get; } = task;

    /// <summary>The app's CWL.</summary>
    public JsonObject Raw { get; } = raw;

    /// <summary>What the processes of the task are known by.</summary>
    public ProcessMark Mark { get; } = new("SAGETASKS_TASK", task.Id);

    /// <summary>The folder in which it works.</summary>
    public string Folder { get; } = world.Folder.Sub("tasks", task.Id, "work");

    /// <summary>The inputs, their files by their paths on this machine.</summary>
    public JsonObject Inputs { get; set; } = [];

    /// <summary>The steps so far, in the order in which they began.</summary>
    public IReadOnlyList<TaskJob> Jobs
    {
        get
        {
            lock (_jobs)
            {
                return [.. _jobs];
            }
        }
    }

    /// <summary>A file for what a program says.</summary>
    public string Log(string name) => Path.Combine(world.Folder.Sub("tasks", Task.Id), $"{name}.log");

    public void Begin(string name, string? command)
    {
        lock (_jobs)
        {
            _jobs.Add(new TaskJob { Name = name, Status = "RUNNING", CommandLine = command, StartTime = world.Now });
        }
    }

    public void End(string name, int exitCode)
    {
        lock (_jobs)
        {
            var index = _jobs.FindLastIndex(job => job.Name == name);
            if (index >= 0)
            {
                _jobs[index] = _jobs[index] with { Status = exitCode == 0 ? "DONE" : "FAILED", EndTime = world.Now };
            }
        }
    }
}
