using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Rows to add to a table.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<AppendableRowSet>))]
public abstract record AppendableRowSet : IConcreteType
{
    private protected AppendableRowSet(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The table.</summary>
    public string? TableId { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        RowSet.TypeName => typeof(RowSet),
        PartialRowSet.TypeName => typeof(PartialRowSet),
        _ => typeof(OtherAppendableRowSet),
    };
}
