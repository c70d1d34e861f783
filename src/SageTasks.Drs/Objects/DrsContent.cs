using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>One entry of a bundle.</summary>
public sealed record DrsContent
{
    /// <summary>Its name in the bundle.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the object or bundle on the same server; null where only its URI is told, or it is shown expanded.</summary>
    public string? Id { get; init; }

    /// <summary>DRS URIs of the object, possibly of other servers. Servers that write one text are read too.</summary>
    [JsonPropertyName("drs_uri")]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> DrsUris { get; init => field = value ?? []; } = [];

    /// <summary>What a nested bundle holds, where it was asked for expanded.</summary>
    public IReadOnlyList<DrsContent>? Contents { get; init; }
}
