using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An S3-like store that the client writes to with credentials of its own.</summary>
public sealed record ExternalObjectStoreUploadDestination() : UploadDestination(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ExternalObjectStoreUploadDestination";

    /// <summary>The store.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>The prefix that the key must have.</summary>
    [JsonPropertyName("keyPrefixUUID")]
    public string? KeyPrefixUuid { get; init; }
}
