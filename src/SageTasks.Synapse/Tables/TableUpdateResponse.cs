using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What one change of a table did.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<TableUpdateResponse>))]
public abstract record TableUpdateResponse : IConcreteType
{
    private protected TableUpdateResponse(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        RowReferenceSetResults.TypeName => typeof(RowReferenceSetResults),
        UploadToTableResult.TypeName => typeof(UploadToTableResult),
        TableSchemaChangeResponse.TypeName => typeof(TableSchemaChangeResponse),
        EntityUpdateResults.TypeName => typeof(EntityUpdateResults),
        _ => typeof(OtherTableUpdateResponse),
    };
}
