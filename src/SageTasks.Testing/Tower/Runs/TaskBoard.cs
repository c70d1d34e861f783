namespace SageTasks.Testing;

/// <summary>The tasks of a run, in the order in which they came.</summary>
internal sealed class TaskBoard
{
    private readonly Lock _lock = new();
    private readonly List<TaskDocument> _tasks = [];

    public IReadOnlyList<TaskDocument> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _tasks];
            }
        }
    }

    public TaskDocument? Find(long taskId)
    {
        lock (_lock)
        {
            return taskId >= 1 && taskId <= _tasks.Count ? _tasks[(int)taskId - 1] : null;
        }
    }

    public TaskDocument Add(Func<long, TaskDocument> make)
    {
        lock (_lock)
        {
            var task = make(_tasks.Count + 1);
            _tasks.Add(task);
            return task;
        }
    }

    public TaskDocument Change(long taskId, Func<TaskDocument, TaskDocument> change)
    {
        lock (_lock)
        {
            return _tasks[(int)taskId - 1] = change(_tasks[(int)taskId - 1]);
        }
    }

    public void Load(IEnumerable<TaskDocument> tasks)
    {
        lock (_lock)
        {
            _tasks.Clear();
            _tasks.AddRange(tasks);
        }
    }

    public int Count(string status)
    {
        lock (_lock)
        {
            return _tasks.Count(t => t.Status == status);
        }
    }
}
