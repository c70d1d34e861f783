namespace SageTasks.Testing;

/// <summary>One task of a pipeline: what it is called, and what makes it the same task when a run is resumed.</summary>
public sealed record PipelineTask
{
    /// <summary>The process, such as <c>FASTQC</c>.</summary>
    public required string Process { get; init; }

    /// <summary>Which one of the process's tasks, such as a sample's name.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// What the task's result depends on: values and paths. Paths of files count with their size and modification time. A resumed run
    /// takes over the results of a task with the same process, tag, script and inputs.
    /// </summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The script, as the API shows it.</summary>
    public string? Script { get; init; }

    /// <summary>The container, as the API shows it; nothing is run in it.</summary>
    public string? Container { get; init; }

    /// <summary>How many CPUs it takes.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>How many bytes of memory it asks for.</summary>
    public long? Memory { get; init; }
}
