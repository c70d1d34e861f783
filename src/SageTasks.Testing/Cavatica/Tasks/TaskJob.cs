namespace SageTasks.Testing.Cavatica;

/// <summary>A step of a task's execution.</summary>
internal sealed record TaskJob
{
    public required string Name { get; init; }

    public required string Status { get; init; }

    public string? CommandLine { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The ids of the files with its logs, by their names.</summary>
    public IReadOnlyDictionary<string, string> Logs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
