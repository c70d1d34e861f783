using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>An entry of a bundle.</summary>
internal sealed record Content
{
    public string? Name { get; init; }

    public string? Id { get; init; }

    [JsonPropertyName("drs_uri")]
    public IReadOnlyList<string>? Uris { get; init; }
}
