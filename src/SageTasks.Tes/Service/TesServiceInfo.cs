using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What a server tells about itself (<c>GET /service-info</c>). Servers before 1.0 tell name and storage alone.</summary>
public sealed record TesServiceInfo
{
    /// <summary>The service's id, often a reversed host name.</summary>
    public string? Id { get; init; }

    /// <summary>The service's name.</summary>
    public string? Name { get; init; }

    /// <summary>Which standard it keeps to.</summary>
    public TesServiceType? Type { get; init; }

    /// <summary>What the service is.</summary>
    public string? Description { get; init; }

    /// <summary>Who runs it.</summary>
    public TesServiceOrganization? Organization { get; init; }

    /// <summary>Where to ask for help.</summary>
    [JsonPropertyName("contactUrl")]
    public string? ContactUrl { get; init; }

    /// <summary>Where its documentation is.</summary>
    [JsonPropertyName("documentationUrl")]
    public string? DocumentationUrl { get; init; }

    /// <summary>When the service was first deployed.</summary>
    [JsonPropertyName("createdAt")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the service was last updated.</summary>
    [JsonPropertyName("updatedAt")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Such as <c>prod</c> or <c>test</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>The version of the service's program.</summary>
    public string? Version { get; init; }

    /// <summary>Places that the server can read inputs from and write outputs to.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> Storage { get; init => field = value ?? []; } = [];

    /// <summary>The keys of backend parameters that the server knows (TES 1.1); upper and lower case count alike.</summary>
    [AllowNull]
    [JsonPropertyName("tesResources_backend_parameters")]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> BackendParameters { get; init => field = value ?? []; } = [];
}
