using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The direction of an order. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<SortDirection>))]
public readonly record struct SortDirection(string Value) : IOpenEnum<SortDirection>
{
    /// <summary>Smallest first.</summary>
    public static SortDirection Ascending => new("ASC");

    /// <summary>Largest first.</summary>
    public static SortDirection Descending => new("DESC");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static SortDirection IOpenEnum<SortDirection>.Create(string value) => new(value);
}
