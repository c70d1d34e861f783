namespace SageTasks.Testing;

/// <summary>How one command of a task went (<c>tesExecutorLog</c>).</summary>
internal sealed record TesExecutorLog
{
    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public string? Stdout { get; init; }

    public string? Stderr { get; init; }

    public required int ExitCode { get; init; }
}
