using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Tables;

namespace SageTasks.Synapse;

/// <summary>All annotations of an entity. Writing them back replaces them all.</summary>
public sealed record Annotations
{
    /// <summary>The entity.</summary>
    public required string Id { get; init; }

    /// <summary>The etag of the entity; a write must carry the current one, and changes it.</summary>
    public string? Etag { get; init; }

    /// <summary>Key to values: at most 100 keys of 100 values.</summary>
    [JsonPropertyName("annotations")]
    public IReadOnlyDictionary<string, AnnotationValue> Values { get; init => field = value ?? None; } = None;

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }

    /// <summary>The values as a row, for tables and sample sheets: several values of a key are a JSON array.</summary>
    /// <param name="header">The columns wanted, shared by the rows of a table; null for the keys in ordinal order.</param>
    public TableRow ToRow(TableHeader? header = null) =>
        TableRow.FromAnnotations(Values.ToDictionary(pair => pair.Key, pair => pair.Value.Values, StringComparer.Ordinal), header, Id);

    private static ReadOnlyDictionary<string, AnnotationValue> None => ReadOnlyDictionary<string, AnnotationValue>.Empty;
}
