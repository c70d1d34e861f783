using System.Text.Json.Serialization;

namespace SageTasks.Cavatica;

/// <summary>What an export does to the platform's own bytes. There is no default: the platform's own would delete them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportMode>))]
public enum ExportMode
{
    /// <summary>Copies: the file stays as it is.</summary>
    Copy = 1,

    /// <summary>Moves: the platform deletes its own bytes, and the file becomes an alias of the object on the volume.</summary>
    MoveAndLeaveAlias = 2,
}
