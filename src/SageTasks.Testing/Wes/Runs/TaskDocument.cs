namespace SageTasks.Testing.Wes;

/// <summary>A task of a run as it is kept.</summary>
internal sealed record TaskDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public int? ExitCode { get; init; }

    public IReadOnlyList<string>? SystemLogs { get; init; }

    /// <summary>Its address on the TES that executes it; null where none does.</summary>
    public string? TesUri { get; init; }
}
