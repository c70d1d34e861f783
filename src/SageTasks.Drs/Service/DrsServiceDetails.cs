using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>What a server says of its DRS: limits, numbers, and what it lets clients write.</summary>
public sealed record DrsServiceDetails
{
    /// <summary>The most ids of a bulk request.</summary>
    [JsonPropertyName("maxBulkRequestLength")]
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? MaxBulkRequestLength { get; init; }

    /// <summary>How many objects there are.</summary>
    [JsonPropertyName("objectCount")]
    [JsonConverter(typeof(TolerantNumberConverter<long>))]
    public long? ObjectCount { get; init; }

    /// <summary>How many bytes they have together.</summary>
    [JsonPropertyName("totalObjectSize")]
    [JsonConverter(typeof(TolerantNumberConverter<long>))]
    public long? TotalObjectSize { get; init; }

    /// <summary>Whether objects can be registered (<c>POST /objects/register</c>, a proposal).</summary>
    [JsonPropertyName("objectRegistrationSupported")]
    public bool? ObjectRegistrationSupported { get; init; }

    /// <summary>The most objects of one registration.</summary>
    [JsonPropertyName("maxRegisterRequestLength")]
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? MaxRegisterRequestLength { get; init; }

    /// <summary>Whether objects can be found by checksum (<c>GET /objects/checksum/{checksum}</c>, a proposal).</summary>
    [JsonPropertyName("fetchByChecksumSupported")]
    public bool? FetchByChecksumSupported { get; init; }

    /// <summary>Whether the server compares checksums with the bytes.</summary>
    [JsonPropertyName("validateChecksums")]
    public bool? ValidateChecksums { get; init; }

    /// <summary>Whether objects can be deleted (a proposal).</summary>
    [JsonPropertyName("deleteSupported")]
    public bool? DeleteSupported { get; init; }
}
