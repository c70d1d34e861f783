namespace SageTasks.Testing;

/// <summary>A file or folder that a task is given (<c>tesInput</c>).</summary>
internal sealed record TesInput
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    public string? Path { get; init; }

    public string? Type { get; init; }

    public string? Content { get; init; }

    public bool? Streamable { get; init; }
}
