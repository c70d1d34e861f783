namespace SageTasks.Testing;

/// <summary>One command of a task (<c>tesExecutor</c>).</summary>
internal sealed record TesExecutor
{
    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? Workdir { get; init; }

    public string? Stdin { get; init; }

    public string? Stdout { get; init; }

    public string? Stderr { get; init; }

    public IReadOnlyDictionary<string, string?>? Env { get; init; }

    public bool? IgnoreError { get; init; }
}
