using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Why one file of a batch could not be given. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FileFailure>))]
public readonly record struct FileFailure(string Value) : IOpenEnum<FileFailure>
{
    /// <summary>There is no such file handle.</summary>
    public static FileFailure NotFound => new("NOT_FOUND");

    /// <summary>The caller may not read it through that object.</summary>
    public static FileFailure Unauthorized => new("UNAUTHORIZED");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static FileFailure IOpenEnum<FileFailure>.Create(string value) => new(value);
}
