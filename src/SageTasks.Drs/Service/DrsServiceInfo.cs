using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>What a server says of itself.</summary>
public sealed record DrsServiceInfo
{
    /// <summary>The service's id.</summary>
    public string? Id { get; init; }

    /// <summary>The service's name.</summary>
    public string? Name { get; init; }

    /// <summary>What kind of service it is, and the version of DRS that it speaks.</summary>
    public DrsServiceType? Type { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Who runs it.</summary>
    public DrsOrganization? Organization { get; init; }

    /// <summary>How to reach whoever runs it.</summary>
    [JsonPropertyName("contactUrl")]
    public string? ContactUrl { get; init; }

    /// <summary>Where it is documented.</summary>
    [JsonPropertyName("documentationUrl")]
    public string? DocumentationUrl { get; init; }

    /// <summary>When it was first deployed.</summary>
    [JsonPropertyName("createdAt")]
    [JsonConverter(typeof(TolerantNullableDateTimeOffsetConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last updated.</summary>
    [JsonPropertyName("updatedAt")]
    [JsonConverter(typeof(TolerantNullableDateTimeOffsetConverter))]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The environment, such as <c>prod</c> or <c>test</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>The version of the service itself.</summary>
    public string? Version { get; init; }

    /// <summary>The most ids of a bulk request, where DRS 1.4 has it; <see cref="BulkLimit"/> looks in both places.</summary>
    [JsonPropertyName("maxBulkRequestLength")]
    [JsonConverter(typeof(TolerantNumberConverter<int>))]
    public int? MaxBulkRequestLength { get; init; }

    /// <summary>What DRS 1.5 and the write proposal say besides.</summary>
    public DrsServiceDetails? Drs { get; init; }

    /// <summary>The most ids that a bulk request may hold; null where the server doesn't say.</summary>
    [JsonIgnore]
    public int? BulkLimit => Drs?.MaxBulkRequestLength ?? MaxBulkRequestLength;
}
