using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>What a program did: the engine, or a task.</summary>
public record WesLog
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The command line.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> Cmd { get; init => field = value ?? []; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Where its standard output is; on some servers a relative address, or the text itself. <see cref="WesClient.ReadLogAsync"/> reads all.</summary>
    public string? Stdout { get; init; }

    /// <summary>The same for standard error.</summary>
    public string? Stderr { get; init; }

    /// <summary>The exit code.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? ExitCode { get; init; }

    /// <summary>What the server adds.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> SystemLogs { get; init => field = value ?? []; } = [];
}
