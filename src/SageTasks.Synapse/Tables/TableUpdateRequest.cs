using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>One change of a table.</summary>
[JsonConverter(typeof(ConcreteTypeConverter<TableUpdateRequest>))]
public abstract record TableUpdateRequest : IConcreteType
{
    private protected TableUpdateRequest(string concreteType) => ConcreteType = concreteType;

    /// <summary>The server's name of the type, which travels with the object as <c>concreteType</c>.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType { get; }

    /// <summary>The table or view.</summary>
    public string? EntityId { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        AppendableRowSetRequest.TypeName => typeof(AppendableRowSetRequest),
        UploadToTableRequest.TypeName => typeof(UploadToTableRequest),
        TableSchemaChangeRequest.TypeName => typeof(TableSchemaChangeRequest),
        _ => typeof(OtherTableUpdateRequest),
    };
}
