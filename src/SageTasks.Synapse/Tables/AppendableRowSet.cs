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

    static Type IConcreteType.TypeFor(string concreteType) => concreteType switch
    {
        RowSet.TypeName => typeof(RowSet),
        PartialRowSet.TypeName => typeof(PartialRowSet),
        _ => typeof(OtherAppendableRowSet),
    };
}
