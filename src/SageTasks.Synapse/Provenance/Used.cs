using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Something that an activity used.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<Used>))]
public abstract record Used : IConcreteType
{
    private protected Used(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>Whether it was executed (a program) rather than read (data).</summary>
    public bool WasExecuted { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        UsedEntity.TypeName => typeof(UsedEntity),
        UsedUrl.TypeName => typeof(UsedUrl),
        _ => typeof(OtherUsed),
    };
}
