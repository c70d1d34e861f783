using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>What a server says of itself (<c>GET /service-info</c>). What it does not say is null or empty.</summary>
public sealed record WesServiceInfo
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoVersions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The service's id.</summary>
    public string? Id { get; init; }

    /// <summary>The service's name.</summary>
    public string? Name { get; init; }

    /// <summary>Which API it has.</summary>
    public WesServiceType? Type { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Who runs it.</summary>
    public WesServiceOrganization? Organization { get; init; }

    /// <summary>Whom to write to.</summary>
    [JsonPropertyName("contactUrl")]
    public string? ContactUrl { get; init; }

    /// <summary>Where its documentation is.</summary>
    [JsonPropertyName("documentationUrl")]
    public string? DocumentationUrl { get; init; }

    /// <summary>When it was set up.</summary>
    [JsonPropertyName("createdAt")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    [JsonPropertyName("updatedAt")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What it is for, such as <c>prod</c> or <c>test</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>The service's own version.</summary>
    public string? Version { get; init; }

    /// <summary>The workflow languages that it runs, and their versions.</summary>
    [AllowNull]
    [JsonConverter(typeof(VersionMapConverter))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> WorkflowTypeVersions { get; init => field = value ?? NoVersions; } = NoVersions;

    /// <summary>The versions of WES that it speaks.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> SupportedWesVersions { get; init => field = value ?? []; } = [];

    /// <summary>Where workflows can read files from, such as <c>https</c>, <c>s3</c> or <c>synapse</c>.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> SupportedFilesystemProtocols { get; init => field = value ?? []; } = [];

    /// <summary>The engines, and their versions.</summary>
    [AllowNull]
    [JsonConverter(typeof(VersionMapConverter))]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> WorkflowEngineVersions { get; init => field = value ?? NoVersions; } = NoVersions;

    /// <summary>Parameters that its engines take.</summary>
    [AllowNull]
    [JsonConverter(typeof(EngineParametersConverter))]
    public IReadOnlyList<WesEngineParameter> DefaultWorkflowEngineParameters { get; init => field = value ?? []; } = [];

    /// <summary>How many runs are in each state, by the server's own words.</summary>
    [AllowNull]
    [JsonConverter(typeof(CountMapConverter))]
    public IReadOnlyDictionary<string, long> SystemStateCounts { get; init => field = value ?? new Dictionary<string, long>(StringComparer.Ordinal); } =
        new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>A page that says how to get a token.</summary>
    public string? AuthInstructionsUrl { get; init; }

    /// <summary>Anything else.</summary>
    [JsonConverter(typeof(TolerantTextMapConverter))]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
