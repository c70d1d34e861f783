using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Where the files of a container go.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<UploadDestination>))]
public abstract record UploadDestination : IConcreteType
{
    private protected UploadDestination(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The storage location.</summary>
    public long? StorageLocationId { get; init; }

    /// <summary>The kind of place.</summary>
    public UploadType? UploadType { get; init; }

    /// <summary>A notice to show to the user.</summary>
    public string? Banner { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        S3UploadDestination.TypeName => typeof(S3UploadDestination),
        ExternalS3UploadDestination.TypeName => typeof(ExternalS3UploadDestination),
        ExternalGoogleCloudUploadDestination.TypeName => typeof(ExternalGoogleCloudUploadDestination),
        ExternalObjectStoreUploadDestination.TypeName => typeof(ExternalObjectStoreUploadDestination),
        ExternalUploadDestination.TypeName => typeof(ExternalUploadDestination),
        _ => typeof(OtherUploadDestination),
    };
}
