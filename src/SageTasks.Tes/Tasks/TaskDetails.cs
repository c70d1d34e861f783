namespace SageTasks.Tes;

/// <summary>What lists in the minimal view leave out of a task: kept apart, so that a hundred thousand tasks do not carry it empty. Not changed any more
/// once it is a task's.</summary>
internal sealed record TaskDetails
{
    public static TaskDetails None { get; } = new();

    public string? Name { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<TesInput> Inputs { get; set; } = [];

    public IReadOnlyList<TesOutput> Outputs { get; set; } = [];

    public TesResources? Resources { get; set; }

    public IReadOnlyList<TesExecutor> Executors { get; set; } = [];

    public IReadOnlyList<string> Volumes { get; set; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; set; } = TolerantMap.Empty;

    public IReadOnlyList<TesTaskLog> Logs { get; set; } = [];

    public DateTimeOffset? CreationTime { get; set; }
}
