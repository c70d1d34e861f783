using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>What identifiers.org says of a prefix: its number stands at the end of an address.</summary>
internal sealed record RegistryNamespace
{
    [JsonPropertyName("_links")]
    public Addresses? Links { get; init; }

    public string? Id => (Links?.Namespace ?? Links?.Self)?.Href?.Split('{')[0].TrimEnd('/').Split('/')[^1];

    internal sealed record Addresses
    {
        public Address? Namespace { get; init; }

        public Address? Self { get; init; }
    }

    internal sealed record Address
    {
        public string? Href { get; init; }
    }
}
