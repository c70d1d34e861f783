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

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        AppendableRowSetRequest.TypeName => typeof(AppendableRowSetRequest),
        UploadToTableRequest.TypeName => typeof(UploadToTableRequest),
        TableSchemaChangeRequest.TypeName => typeof(TableSchemaChangeRequest),
        _ => typeof(OtherTableUpdateRequest),
    };
}
