using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>What children are ordered by. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<ChildOrder>))]
public readonly record struct ChildOrder(string Value) : IOpenEnum<ChildOrder>
{
    /// <summary>By name.</summary>
    public static ChildOrder Name => new("NAME");

    /// <summary>By time of creation.</summary>
    public static ChildOrder CreatedOn => new("CREATED_ON");

    /// <summary>By time of the last change.</summary>
    public static ChildOrder ModifiedOn => new("MODIFIED_ON");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static ChildOrder IOpenEnum<ChildOrder>.Create(string value) => new(value);
}
