using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>What a row of a folder is. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<CavaticaFileType>))]
public readonly record struct CavaticaFileType(string? Value) : IOpenEnum<CavaticaFileType>
{
    /// <summary>A file.</summary>
    public static CavaticaFileType File { get; } = new("file");

    /// <summary>A folder.</summary>
    public static CavaticaFileType Folder { get; } = new("folder");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static CavaticaFileType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
