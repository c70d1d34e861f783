using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of upload destination on the wire.</summary>
internal sealed record UploadDestination
{
    public string? ConcreteType { get; init; }

    public long? StorageLocationId { get; init; }

    public string? UploadType { get; init; }

    public string? Banner { get; init; }

    public string? BaseKey { get; init; }

    public bool? StsEnabled { get; init; }

    public string? EndpointUrl { get; init; }

    public string? Bucket { get; init; }

    public string? Url { get; init; }

    [JsonPropertyName("keyPrefixUUID")]
    public string? KeyPrefixUUID { get; init; }
}
