using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A column. Columns never change: another definition is another column.</summary>
public sealed record ColumnModel
{
    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type of its values.</summary>
    public required ColumnType ColumnType { get; init; }

    /// <summary>The most characters of a value; 50 where not given.</summary>
    public long? MaximumSize { get; init; }

    /// <summary>The most values of a list.</summary>
    public long? MaximumListLength { get; init; }

    /// <summary>The value of rows that have none.</summary>
    public string? DefaultValue { get; init; }

    /// <summary><c>enumeration</c> or <c>range</c>, where the column is a facet.</summary>
    public string? FacetType { get; init; }

    /// <summary>The only values allowed.</summary>
    public IReadOnlyList<string>? EnumValues { get; init; }

    /// <summary>The server's name of the type; it can't tell without it what a list of columns holds.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.ColumnModel";

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
