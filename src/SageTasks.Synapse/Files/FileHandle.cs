using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>The bytes of a file: where they lie, how many, and their MD5.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<FileHandle>))]
public abstract record FileHandle : IConcreteType
{
    private protected FileHandle(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>The media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Bytes; null where unknown.</summary>
    public long? ContentSize { get; init; }

    /// <summary>MD5 in hex, as declared by the uploader; null where unknown.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Where the bytes lie; null for Synapse's own storage.</summary>
    public long? StorageLocationId { get; init; }

    /// <summary>Whether the bytes can be read.</summary>
    public FileHandleStatus? Status { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Principal id of the creator.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        S3FileHandle.TypeName => typeof(S3FileHandle),
        GoogleCloudFileHandle.TypeName => typeof(GoogleCloudFileHandle),
        ExternalFileHandle.TypeName => typeof(ExternalFileHandle),
        ExternalObjectStoreFileHandle.TypeName => typeof(ExternalObjectStoreFileHandle),
        ProxyFileHandle.TypeName => typeof(ProxyFileHandle),
        _ => typeof(OtherFileHandle),
    };
}
