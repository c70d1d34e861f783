using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>A run in a list, or where a run stands (<c>GET /runs</c>, <c>GET /runs/{run_id}/status</c>).</summary>
public sealed record WesRunSummary
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Where it stands.</summary>
    public WesState? State { get; init; }

    /// <summary>When it began to run; null while it waits, and on servers that do not say.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Its tags; null on servers whose lists do not show them (version 1.0).</summary>
    [JsonConverter(typeof(TolerantTextMapConverter))]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
