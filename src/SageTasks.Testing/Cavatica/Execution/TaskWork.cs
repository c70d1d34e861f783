using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A task that is being executed. Each execution has a folder of its own: what a killed platform has started may still be writing to that of an
/// earlier one.</summary>
internal sealed class TaskWork
{
    private readonly CavaticaWorld _world;
    private readonly string _folder;
    private readonly List<TaskJob> _jobs = [];

    public TaskWork(CavaticaWorld world, SbgTask task, JsonObject raw)
    {
        (_world, Task, Raw) = (world, task, raw);
        _folder = New(world.Folder.Sub("tasks", task.Id));
        Folder = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
    }

    public SbgTask Task { get; }

    /// <summary>The app's CWL.</summary>
    public JsonObject Raw { get; }

    /// <summary>The folder in which it works.</summary>
    public string Folder { get; }

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
    public string Log(string name) => Path.Combine(_folder, $"{name}.log");

    /// <summary>What the processes of one step are known by, in every life of the platform; steps may run side by side.</summary>
    public ProcessMark MarkOf(string step) => new("SAGETASKS_TASK", $"{Task.Id}/{step}");

    public void Begin(string name, string? command)
    {
        lock (_jobs)
        {
            _jobs.Add(new TaskJob { Name = name, Status = "RUNNING", CommandLine = command, StartTime = _world.Now });
        }
    }

    public void End(string name, int exitCode)
    {
        lock (_jobs)
        {
            var index = _jobs.FindLastIndex(job => job.Name == name);
            if (index >= 0)
            {
                _jobs[index] = _jobs[index] with { Status = exitCode == 0 ? "DONE" : "FAILED", EndTime = _world.Now };
            }
        }
    }

    private static string New(string parent)
    {
        for (var number = 1; ; number++)
        {
            var folder = Path.Combine(parent, number.ToString(CultureInfo.InvariantCulture));
            if (!Directory.Exists(folder))
            {
                return Directory.CreateDirectory(folder).FullName;
            }
        }
    }
}
