using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Whether the bytes of a file handle can be read. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FileHandleStatus>))]
public readonly record struct FileHandleStatus(string Value) : IOpenEnum<FileHandleStatus>
{
    /// <summary>They can.</summary>
    public static FileHandleStatus Available => new("AVAILABLE");

    /// <summary>Nothing refers to it; it is archived after 30 days.</summary>
    public static FileHandleStatus Unlinked => new("UNLINKED");

    /// <summary>They must be restored first.</summary>
    public static FileHandleStatus Archived => new("ARCHIVED");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static FileHandleStatus IOpenEnum<FileHandleStatus>.Create(string value) => new(value);
}
