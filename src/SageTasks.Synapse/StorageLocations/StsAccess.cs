using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>What temporary credentials allow. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<StsAccess>))]
public readonly record struct StsAccess(string Value) : IOpenEnum<StsAccess>
{
    /// <summary>Reading.</summary>
    public static StsAccess ReadOnly => new("read_only");

    /// <summary>Reading and writing; refused for Synapse's own storage.</summary>
    public static StsAccess ReadWrite => new("read_write");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static StsAccess IOpenEnum<StsAccess>.Create(string value) => new(value);
}
