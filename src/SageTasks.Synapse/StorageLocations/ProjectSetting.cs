using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A setting of a project or folder.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<ProjectSetting>))]
public abstract record ProjectSetting : IConcreteType
{
    private protected ProjectSetting(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>The project or folder.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The kind of setting; <c>upload</c>.</summary>
    public string? SettingsType { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        UploadDestinationListSetting.TypeName => typeof(UploadDestinationListSetting),
        _ => typeof(OtherProjectSetting),
    };
}
