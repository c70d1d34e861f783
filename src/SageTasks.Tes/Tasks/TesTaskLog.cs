using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What happened when the server tried a task once.</summary>
public sealed record TesTaskLog
{
    /// <summary>One entry for each executor that ran.</summary>
    [AllowNull]
    public IReadOnlyList<TesExecutorLog> Logs { get => field ?? []; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What the server says besides, such as the machine.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Metadata { get => field ?? TolerantMap.Empty; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The files that were taken out.</summary>
    [AllowNull]
    public IReadOnlyList<TesOutputFileLog> Outputs { get => field ?? []; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What the system around the executors had to say; in the full view only.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> SystemLogs { get => field ?? []; init => field = value is { Count: > 0 } ? value : null; }
}
