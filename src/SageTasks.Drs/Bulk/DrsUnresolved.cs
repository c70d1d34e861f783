using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>The objects of a bulk request that share one error.</summary>
public sealed record DrsUnresolved
{
    /// <summary>The error, as an HTTP status.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? ErrorCode { get; init; }

    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> ObjectIds { get; init => field = value ?? []; } = [];
}
