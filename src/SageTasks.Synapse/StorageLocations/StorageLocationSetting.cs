using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A place where files can be stored.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<StorageLocationSetting>))]
public abstract record StorageLocationSetting : IConcreteType
{
    private protected StorageLocationSetting(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The id; null before it is created.</summary>
    public long? StorageLocationId { get; init; }

    /// <summary>The kind of place.</summary>
    public UploadType? UploadType { get; init; }

    /// <summary>A notice to show to the user.</summary>
    public string? Banner { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>Principal id of the creator.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        S3StorageLocationSetting.TypeName => typeof(S3StorageLocationSetting),
        ExternalS3StorageLocationSetting.TypeName => typeof(ExternalS3StorageLocationSetting),
        ExternalGoogleCloudStorageLocationSetting.TypeName => typeof(ExternalGoogleCloudStorageLocationSetting),
        ExternalObjectStorageLocationSetting.TypeName => typeof(ExternalObjectStorageLocationSetting),
        ExternalStorageLocationSetting.TypeName => typeof(ExternalStorageLocationSetting),
        _ => typeof(OtherStorageLocationSetting),
    };
}
