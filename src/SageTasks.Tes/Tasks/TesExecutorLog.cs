using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What happened to one executor.</summary>
public sealed record TesExecutorLog
{
    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>What it wrote to its standard output: the start or the end of it, or an address. In the full view only.</summary>
    public string? Stdout { get; init; }

    /// <summary>What it wrote to its standard error: the start or the end of it, or an address. In the full view only.</summary>
    public string? Stderr { get; init; }

    /// <summary>The exit code; null while it runs.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? ExitCode { get; init; }
}
