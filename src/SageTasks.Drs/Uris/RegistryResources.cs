using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>The providers of a prefix in identifiers.org.</summary>
internal sealed record RegistryResources
{
    [JsonPropertyName("_embedded")]
    public Entries? Embedded { get; init; }

    internal sealed record Entries
    {
        public IReadOnlyList<Resource>? Resources { get; init; }
    }

    internal sealed record Resource
    {
        [JsonPropertyName("urlPattern")]
        public string? UrlPattern { get; init; }

        [JsonPropertyName("providerCode")]
        public string? ProviderCode { get; init; }

        public bool? Official { get; init; }

        public bool? Deprecated { get; init; }
    }
}
