using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Whether the server takes changes. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<SynapseState>))]
public readonly record struct SynapseState(string Value) : IOpenEnum<SynapseState>
{
    /// <summary>It does.</summary>
    public static SynapseState ReadWrite => new("READ_WRITE");

    /// <summary>It only reads.</summary>
    public static SynapseState ReadOnly => new("READ_ONLY");

    /// <summary>It is down.</summary>
    public static SynapseState Down => new("DOWN");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static SynapseState IOpenEnum<SynapseState>.Create(string value) => new(value);
}
