using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Whether a part was taken in. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AddPartState>))]
public readonly record struct AddPartState(string Value) : IOpenEnum<AddPartState>
{
    /// <summary>It was.</summary>
    public static AddPartState Success => new("ADD_SUCCESS");

    /// <summary>It was not: send it again and add it again.</summary>
    public static AddPartState Failed => new("ADD_FAILED");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static AddPartState IOpenEnum<AddPartState>.Create(string value) => new(value);
}
