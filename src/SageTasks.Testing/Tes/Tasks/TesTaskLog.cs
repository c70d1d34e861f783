namespace SageTasks.Testing;

/// <summary>One attempt at a task (<c>tesTaskLog</c>).</summary>
internal sealed record TesTaskLog
{
    public IReadOnlyList<TesExecutorLog> Logs { get; init; } = [];

    public IReadOnlyDictionary<string, string?>? Metadata { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public IReadOnlyList<TesOutputFileLog> Outputs { get; init; } = [];

    public IReadOnlyList<string>? SystemLogs { get; init; }
}
