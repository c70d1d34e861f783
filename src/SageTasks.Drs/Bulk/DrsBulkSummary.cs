using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>How much of a bulk request was answered.</summary>
public sealed record DrsBulkSummary
{
    /// <summary>How many were asked for.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? Requested { get; init; }

    /// <summary>How many were found.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? Resolved { get; init; }

    /// <summary>How many were not.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? Unresolved { get; init; }
}
