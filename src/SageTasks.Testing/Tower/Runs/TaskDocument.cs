namespace SageTasks.Testing;

/// <summary>A task of a run as it is kept.</summary>
internal sealed record TaskDocument
{
    public required long TaskId { get; init; }

    public required string Process { get; init; }

    public string? Tag { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Hash { get; init; }

    public required string WorkDir { get; init; }

    public string? Script { get; init; }

    public string? Container { get; init; }

    public int Cpus { get; init; } = 1;

    public long? Memory { get; init; }

    public int? Exit { get; init; }

    public string? ErrorMessage { get; init; }

    public required DateTimeOffset Submit { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? Complete { get; init; }
}
