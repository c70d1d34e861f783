namespace SageTasks.Testing;

/// <summary>A task as a client describes it (<c>tesTask</c>), without what the server adds.</summary>
internal sealed record TesTask
{
    /// <summary>Set by the server; whoever sends one is overruled or refused.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<TesInput>? Inputs { get; init; }

    public IReadOnlyList<TesOutput>? Outputs { get; init; }

    public TesResources? Resources { get; init; }

    public IReadOnlyList<TesExecutor>? Executors { get; init; }

    public IReadOnlyList<string>? Volumes { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}
