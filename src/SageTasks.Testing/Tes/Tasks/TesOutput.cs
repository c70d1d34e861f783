namespace SageTasks.Testing;

/// <summary>A file, a folder or a pattern of files that a task leaves behind (<c>tesOutput</c>).</summary>
internal sealed record TesOutput
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    public string? Path { get; init; }

    public string? PathPrefix { get; init; }

    public string? Type { get; init; }
}
