namespace SageTasks.Tes;

/// <summary>What one reading of a list found, and whether it provably saw the whole list.</summary>
internal sealed class TaskScan
{
    public Dictionary<string, TesTask> Tasks { get; } = new(StringComparer.Ordinal);

    public string? IncompleteBecause { get; set; }

    /// <summary>Reading again would not help.</summary>
    public bool IsFinal { get; set; }

    public int Pages { get; set; }

    public bool IsComplete => IncompleteBecause is null;

    public void Add(IEnumerable<TesTask> tasks)
    {
        foreach (var task in tasks)
        {
            Tasks[task.Id!] = task;
        }
    }
}
