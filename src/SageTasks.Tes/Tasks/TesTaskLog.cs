using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tes;

/// <summary>What happened when the server tried a task once.</summary>
public sealed record TesTaskLog
{
    /// <summary>One entry for each executor that ran.</summary>
    [AllowNull]
    public IReadOnlyList<TesExecutorLog> Logs { get; init => field = value ?? []; } = [];

    /// <summary>What the server says besides, such as the machine.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? TolerantMap.Empty; } = TolerantMap.Empty;

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The files that were taken out.</summary>
    [AllowNull]
    public IReadOnlyList<TesOutputFileLog> Outputs { get; init => field = value ?? []; } = [];

    /// <summary>What the system around the executors had to say; in the full view only.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> SystemLogs { get; init => field = value ?? []; } = [];
}
